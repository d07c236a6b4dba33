/**
 * What the server, the CLI and the tests use of the runtime. Signatures that follow in the next commits (names are final):
 *
 *   createStore(pool: pg.Pool): Store                         { pool, db: Kysely<Database> }; all functions below take it
 *   migrateToLatest(pool: pg.Pool): Promise<void>
 *   openInstallation(store, { secret: Buffer }): Promise<Installation>   refuses a secret that is not the store's own
 *   readOrCreateSecret(file: string): Promise<Buffer>
 *   parseSensorRequest(fields, { now: number }): Accepted | Rejected
 *   createFacts({ files?: readonly FactsFile[] }): FactsProvider         offline facts, files on top
 *   createIngest({ store, installation, facts, onCommitted? }): Ingest
 *   createScoring({ store, pack: LoadedPack, log }): Scoring             { committed(userIds), start(), settle(), stop(), usePack(pack) }
 *   loadPack({ builtIn: string, user?: string }): Promise<LoadedPack>    { pack, plan, evaluator, files, diagnostics, presets }
 *   dryRun(store, plan, options: DryRunOptions): Promise<DryRunResult>
 *   decide(store, { appId, userName, decision, operatorId: number | null }): Promise<UserStatus | null>   null: no such user
 *   searchBlacklist(store, appId, value): Promise<boolean>
 *   createApp(store, { name, preset? }) / listApps / getApp / updateThresholds / applyPreset(store, appId, preset) / ruleWeights
 *   createApiKey(store, { appId, name, rateLimit }) → { id, key }  (shown once) / findApiKey(store, key) / listApiKeys / revokeApiKey
 *   createOperator / findOperator / createOperatorSession / findOperatorSession / deleteOperatorSession
 *   getUser(store, appId, name): UserDetail | null / listUsers(store, options) / overview(store, appId)
 */
export type { Accepted, AcceptedEvent, Correction, RawFields, Rejected } from "./ingest/accepted-event.ts";
export { createStore, type Store } from "./db/store.ts";
export { migrateToLatest } from "./db/migrate.ts";
export { openInstallation, readOrCreateSecret, WrongSecret, type Installation } from "./db/installation.ts";
export { parseSensorRequest } from "./ingest/parse-sensor-request.ts";
export { createIngest, type Committed, type IngestOptions } from "./ingest/create-ingest.ts";
export { createFacts, type FactsOptions } from "./enrichment/create-facts.ts";
export type { FactsProvider } from "./enrichment/facts.ts";
export { factsFileSchema, type FactsFile, type FactsFileInput } from "./enrichment/facts-file.ts";
export { IngestUnavailable, type Ack, type Ingest, type RequestOrigin } from "./ingest/ingest-types.ts";
export type {
  DryRunOptions,
  DryRunResult,
  DryRunRule,
  DryRunScope,
  DryRunTier,
  DryRunUser,
} from "./dry-run/dry-run-types.ts";
export { DECISIONS, USER_STATUSES, userStatus, type Decision, type UserStatus } from "./users/user-status.ts";
export {
  USER_ORDERS,
  type ListUsersOptions,
  type MatchedRule,
  type Overview,
  type UserDetail,
  type UserSummary,
} from "./users/user-views.ts";
