/** What the server, the CLI and the tests use of the runtime. */
export type { Accepted, AcceptedEvent, Correction, RawFields, Rejected } from "./ingest/accepted-event.ts";
export { createStore, type Store } from "./db/store.ts";
export { migrateToLatest } from "./db/migrate.ts";
export {
  isSecretOf,
  openInstallation,
  readOrCreateSecret,
  readSecret,
  WrongSecret,
  type Installation,
} from "./db/installation.ts";
export { hasEmbeddedDatabase } from "./db/embedded/has-embedded-database.ts";
export { examineDatabase, type ExaminedDatabase } from "./db/examine-database.ts";
export { readMigrationState, type MigrationState } from "./db/migration-state.ts";
export { parseSensorRequest } from "./ingest/parse-sensor-request.ts";
export { rememberEmails, type ReadEmail } from "./ingest/sensor-email.ts";
export { createIngest, type IngestBounds, type IngestOptions } from "./ingest/create-ingest.ts";
export { createCacheBook, type CacheBook, type CacheCounts } from "./cache/cache-book.ts";
export { readBacklog, type Backlog } from "./db/read-backlog.ts";
export type { Committed } from "./ingest/create-writer.ts";
export type { Collision } from "./ingest/resolve-collision.ts";
export { createFacts, type FactsOptions } from "./enrichment/create-facts.ts";
export { openBundled, type Bundled } from "./enrichment/bundled/open-bundled.ts";
export { describeBundled } from "./enrichment/bundled/describe-bundled.ts";
export type { FactsProvider } from "./enrichment/facts.ts";
export { factsFileSchema, type FactsFile, type FactsFileInput } from "./enrichment/facts-file.ts";
export { SENSOR_ENDPOINT } from "./ingest/logbook-rows.ts";
export { isDatabaseUnavailable } from "./ingest/database-failures.ts";
export { IngestFull, IngestUnavailable, type Ack, type Ingest, type RequestOrigin } from "./ingest/ingest-types.ts";
export type {
  DryRunDifference,
  DryRunOptions,
  DryRunResult,
  DryRunRule,
  DryRunScope,
  DryRunSide,
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
export { findUserId } from "./users/find-user.ts";
export { getUser, listUsers, overview } from "./users/user-queries.ts";
export { findJudgedUser, type JudgedUser, type JudgedUserQuestion } from "./explain/find-judged-user.ts";
export { createStoredRelations, type Population } from "./context/stored-relations.ts";
export {
  readQueryPlan,
  type QueryPlan,
  type QueryPlanNode,
  type QueryPlanQuestion,
} from "./query-plan/read-query-plan.ts";
export { showStoredRule, type StoredRuleQuestion } from "./query-plan/show-stored-rule.ts";
export { planNeeds, wantedNeeds, type ContextNeeds } from "./context/context-needs.ts";
export { CONNECTIONS_BESIDE, openDatabase, type OpenDatabase, type OpenOptions } from "./db/connect.ts";
export { DatabaseError } from "./db/database-error.ts";
export { listenForChanges, type Listener } from "./db/listen.ts";
export { announce, type Change, type HeardChange } from "./db/notify.ts";
export { LIST_CHANGES, type ListChangeKind } from "./db/schema.ts";
export { readFactsFile, FactsError } from "./enrichment/read-facts-file.ts";
export { createScoring, type Scoring, type ScoringOptions } from "./scoring/create-scoring.ts";
export type { Judgement, ScoringObserver, ScoringPack } from "./scoring/scoring-types.ts";
export { CURRENT_PACK } from "./scoring/current-pack.ts";
export { forgetScoreHistory, readScoreHistory, type ScoreHistoryEntry } from "./scoring/score-history.ts";
export {
  JUDGE_CHANGES,
  markAllDue,
  readJudgingAnew,
  type JudgeChange,
  type JudgingAnew,
} from "./scoring/judging-anew.ts";
export { trustScore } from "../dsl/scoring/trust-score.ts";
export {
  createPackLoader,
  loadPack,
  packOf,
  recheckPack,
  type LoadedFile,
  type LoadedPack,
  type LoadPackOptions,
  type RecheckedPack,
} from "./packs/load-pack.ts";
export {
  conditionRates,
  type ConditionRate,
  type ConditionRates,
  type ConditionRatesQuestion,
} from "./dry-run/condition-rates.ts";
export { createRecheck, type Recheck } from "./packs/create-recheck.ts";
export { planFingerprint } from "./packs/plan-fingerprint.ts";
export { BrokenPack, PackError } from "./packs/pack-error.ts";
export { createRuleFolder, type BeforeChange, type FolderChange, type RuleFolder } from "./packs/rule-folder.ts";
export { watchRuleFolder } from "./packs/watch-rule-folder.ts";
export { textHash } from "./packs/text-hash.ts";
export { readPackFolder, type PackFolder, type PackText } from "./packs/read-pack-folder.ts";
export type { BoundPreset } from "../dsl/binder/bound.ts";
export { createBecauseOf, type BecauseOf, type BecauseQuestion, type FillFor } from "./because/because-of.ts";
export { blameUnknown, type UnknownReason, type UnknownReasons } from "./dry-run/blame-unknown.ts";
export { dryRun, DryRunCancelled, SAMPLE_USERS } from "./dry-run/dry-run.ts";
export {
  matchTrend,
  weeklyMoments,
  type MatchTrend,
  type TrendOptions,
  type TrendPoint,
} from "./dry-run/match-trend.ts";
export type { DryRunOverlap, OverlappingRule } from "./dry-run/overlap.ts";
export { findSavedDryRun, saveDryRun, type FoundDryRun, type SavedDryRun } from "./dry-run/saved-dry-runs.ts";
export type { ScoreChanges } from "./dry-run/score-changes.ts";
export { scoreProposal, type ScoreProposalQuestion } from "./dry-run/score-proposal.ts";
export { clearIdentity, type Clearing } from "./decisions/clear-identity.ts";
export { decide, type Deciding } from "./decisions/decide.ts";
export { exportLines, type ExportFormat } from "./decisions/export-lines.ts";
export { IDENTITIES, type IdentityKind, NOT_LISTED_REASONS, type NotListedReason } from "./decisions/identities.ts";
export { identityValue } from "./decisions/identity-value.ts";
export {
  BadCursor,
  BLACKLIST_KINDS,
  type BlacklistEntry,
  type BlacklistFilter,
  eachBlacklisted,
  listBlacklist,
} from "./decisions/list-blacklist.ts";
export { blacklistMostUsers, setBlacklistMostUsers } from "./decisions/most-users.ts";
export { isTimeZone, setTimeZone, type NewTimeZone } from "./apps/time-zone.ts";
export { searchBlacklist } from "./decisions/search-blacklist.ts";
export {
  applyPreset,
  createApp,
  getApp,
  listApps,
  replaceSettings,
  ruleWeights,
  setRuleWeight,
  updateThresholds,
  type App,
  type NewApp,
  type NewSettings,
} from "./apps/apps.ts";
export { bucketOf, RATE_HINT, readRateLimit, type RateLimit } from "./apps/rate-limit.ts";
export {
  createApiKey,
  findApiKey,
  listApiKeys,
  revokeApiKey,
  setRateLimit,
  type ApiKey,
  type ListedApiKey,
  type NewApiKey,
} from "./apps/api-keys.ts";
export { addOperator, removeOperator, setOperatorPassword, type OperatorRemoval } from "./apps/operator-changes.ts";
export {
  createOperator,
  createOperatorSession,
  deleteOperatorSession,
  findOperator,
  findOperatorSession,
  listOperators,
  operatorCount,
  type ListedOperator,
  type Operator,
  type OperatorSession,
} from "./apps/operators.ts";
export { generatePassword, hashPassword, passwordMatches } from "./apps/passwords.ts";
export { draftPatches, type DraftPatch } from "./drafts/draft-patch.ts";
export {
  LONGEST_DRAFT,
  MOST_DRAFTS,
  type Draft,
  type DraftHead,
  type DraftOwner,
  type ForeignDraft,
} from "./drafts/draft-types.ts";
export { listDrafts, readDrafts } from "./drafts/read-drafts.ts";
export { removeDraft, writeDraft, type DraftWritten, type NewDraft } from "./drafts/write-draft.ts";
export { addEntries, expireEntries, removeEntries, type AddOptions, type ListChanged } from "./lists/change-list.ts";
export {
  listImpact,
  ListImpactCancelled,
  type CountedImpact,
  type ImpactQuestion,
  type ListImpact,
} from "./lists/list-impact.ts";
export type { EntryProblem, KeptList, ListChange, StandingEntry } from "./lists/list-types.ts";
export { entriesAsOf, listHistory, listState, standingEntries, type ListState } from "./lists/read-list.ts";
export type { TrailKey } from "./audit/trail-key.ts";
export { readTrail, type ChangeProof, type TrailPage, type TrailPosition } from "./audit/read-trail.ts";
export type { BrokenLink, TrailFault } from "./audit/verify-trail.ts";
export { verifyTrails, type BrokenTrail, type VerifiedTrails } from "./audit/verify-trails.ts";
export { createRowIds } from "./db/row-ids.ts";
export { createRetention, type RetentionJob } from "./retention/create-retention.ts";
export type { Deleted } from "./retention/retention-batch.ts";
export {
  MOST_RETENTION_WEEKS,
  readRetention,
  setRetention,
  type Retention,
  type RetentionRun,
} from "./retention/retention-setting.ts";
export { eraseUser, type Erased, type Erasing } from "./rights/erase-user.ts";
export { exportUser, type ExportedUser } from "./rights/export-user.ts";
export {
  listActions,
  noteAction,
  noteBefore,
  OPERATOR_ACTIONS,
  type OperatorAction,
} from "./rights/operator-actions.ts";
export { createLogbook, type Logbook } from "./logbook/create-logbook.ts";
export type { Answered } from "./logbook/aside-line.ts";
export { readHourCounts, type HourCount } from "./logbook/hour-counts.ts";
export {
  MOST_LOGBOOK_DAYS,
  MOST_LOGBOOK_MB,
  readLogbookLimit,
  setLogbookLimit,
  type LogbookLimit,
} from "./logbook/logbook-limit.ts";
export { readLogbook, type LogbookFilter, type LogbookLine } from "./logbook/read-logbook.ts";
export { statusRange } from "./logbook/status-range.ts";
export { createMaintenance, type Maintenance } from "./db/maintenance.ts";
export { watchSources, type WatchedSources } from "./enrichment/local-data/watch-sources.ts";
export { createLookups, type Lookups } from "./lookups/create-lookups.ts";
export type { LookupCounts } from "./lookups/create-lookup.ts";
export { LOOKUP_IDS, type LookupId } from "./lookups/lookup-ids.ts";
export type { LookupProvider } from "./lookups/lookup-provider.ts";
export { createBreach, HAVE_I_BEEN_PWNED } from "./lookups/providers/breach.ts";
export { createDnsbl } from "./lookups/providers/dnsbl.ts";
export { createMx } from "./lookups/providers/mx.ts";
export { createRdap } from "./lookups/providers/rdap.ts";
export { createFindRegistry, IANA_BOOTSTRAP } from "./lookups/providers/rdap-bootstrap.ts";
export { isAskable } from "./lookups/providers/web-address.ts";
export { DataError } from "./enrichment/local-data/data-error.ts";
export { importFile, refreshSource } from "./enrichment/local-data/bring-source.ts";
export { readSourceConfig, type ConfiguredSource } from "./enrichment/local-data/source-config.ts";
export { SOURCE_KIND_NAMES, SOURCE_KINDS, type SourceKind } from "./enrichment/local-data/source-kind.ts";
export {
  ageInDays,
  isStale,
  listSources,
  sourcesFolder,
  type StoredSource,
} from "./enrichment/local-data/stored-source.ts";
export {
  allSources,
  DATA_SOURCE_KINDS,
  DATA_SOURCE_STATUSES,
  type DataSource,
  type DescribeSources,
} from "./enrichment/data-source.ts";
export { describeFactsFile } from "./enrichment/describe-facts-file.ts";
export { describeLibraries } from "./enrichment/describe-libraries.ts";
export { describeBrought } from "./enrichment/local-data/describe-brought.ts";
export { createReEnrichment, type ReEnrichment } from "./re-enrichment/create-re-enrichment.ts";
export { factsOfEvents, type FactsOfEvent } from "./re-enrichment/facts-of-events.ts";
export { readReEnrichment, type ReEnrichmentProgress } from "./re-enrichment/progress.ts";
export { createFactCoverage, type FactCoverage } from "./re-enrichment/fact-coverage.ts";
export { describeLookups } from "./lookups/describe-lookups.ts";
export { createSimulator, type SimulationQuestion, type Simulator } from "./simulate/create-simulator.ts";
export { SimulationCancelled } from "./simulate/read-matches.ts";
export type { JudgeScope, MatchBasis, Proposal, Simulation, Sizes, Weighed } from "./simulate/simulate-types.ts";
export { sweep, type Sweep, type SweepQuestion } from "./simulate/sweep.ts";
export { WEBHOOK_TYPES, type WebhookType } from "./webhooks/announce.ts";
export { createDelivery, type Delivery, type DeliveryCounts } from "./webhooks/create-delivery.ts";
export type { SecretBox } from "./webhooks/secret-box.ts";
export { urlComplaint } from "./webhooks/webhook-url.ts";
export {
  createWebhook,
  TooManyWebhooks,
  listMessages,
  listWebhooks,
  removeWebhook,
  testWebhook,
  type WebhookMessage,
} from "./webhooks/webhooks.ts";
export { type FileTests, type FileTestsOptions, runFileTests } from "./rule-tests/run-file-tests.ts";
export { type FileSuggestions, suggestFileTests } from "./rule-tests/suggest-file-tests.ts";
export { type TestOfUser, testOfUser, type TestOfUserQuestion } from "./rule-tests/test-of-user.ts";
