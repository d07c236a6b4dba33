import { sql, type CompiledQuery } from "kysely";
import type { PoolClient } from "pg";
import { type ListEntries, NO_ENTRIES, type Plan, runtimeLists } from "../../compiler/index.ts";
import { type AnswerRows, compileStatements } from "../../compiler/sql/compile-statements.ts";
import { createStoredRelations, type Population } from "../context/stored-relations.ts";
import { compileRaw, type Store } from "../db/store.ts";
import { entriesOf, entriesQuery, type EntryRow } from "../lists/entries-at.ts";
import { createCrowds, type Crowds } from "./crowded-values.ts";
import type { DryRunOptions, DryRunResult, DryRunRule } from "./dry-run-types.ts";
import { inSnapshot, type Clients } from "./in-snapshot.ts";
import { newestUsers } from "./newest-users.ts";
import { createOverlaps, type Overlaps } from "./overlap.ts";
import { createScoreChanges, type ScoreCounts } from "./score-changes.ts";
import { createTally, type JudgedChunk, matchesOf, type Tallies } from "./tally.ts";

/** The users of a sample: those seen last. */
export const SAMPLE_USERS = 1000;
/** More users a statement spill what they are sorted by to disk, fewer cost a plan too often. */
const CHUNK_USERS = 2000;
/** Chunks that are asked about at the same time. */
const LANES = 2;
const SHOWN_USERS = 25;
/** Whose reasons are looked at: each is judged step by step. */
const UNKNOWN_USERS = 100;
const NOTHING_DEPLOYED: JudgedChunk = { rules: [], users: [] };

/** The caller took back the question. */
export class DryRunCancelled extends Error {
  override readonly name = "DryRunCancelled";
}

/**
 * Asks rules of a plan about stored users, in SQL. Stores nothing. All chunks see one snapshot of the database.
 *
 * @throws DryRunCancelled when the signal is aborted; the running statement is cancelled in the database too.
 */
export async function dryRun(store: Store, plan: Plan, options: DryRunOptions): Promise<DryRunResult> {
  const { scope, asOf, signal } = options;
  const stopIfCancelled = () => {
    if (signal?.aborted === true) throw new DryRunCancelled("the dry-run was cancelled");
  };
  stopIfCancelled();
  try {
    return await inSnapshot(store, { connections: scope === "all" ? LANES : 1, signal }, async (clients) => {
      const [client] = clients;
      const judged = await judgeAll(store, plan, { clients, options, stopIfCancelled });
      return {
        tested: judged.tally.tested(),
        tier: scope === "sample" ? "sample" : "events",
        asOf,
        rules: await named(store, client, { ...judged, options }),
        crowded: judged.crowds.found(),
      };
    });
  } catch (error) {
    if (signal?.aborted === true) throw new DryRunCancelled("the dry-run was cancelled", { cause: error });
    throw error;
  }
}

interface Judging {
  readonly clients: Clients;
  readonly options: DryRunOptions;
  readonly stopIfCancelled: () => void;
}

interface Judged {
  readonly tally: Tallies;
  readonly crowds: Crowds;
  /** Null when it was not asked for. */
  readonly overlaps: Overlaps | null;
  readonly scores: ScoreCounts | null;
}

/** Each connection takes the next chunk when it has done one. */
async function judgeAll(store: Store, plan: Plan, { clients, options, stopIfCancelled }: Judging): Promise<Judged> {
  const { appId, rules, onProgress, deployed, scores: proposal, details = true } = options;
  const [client] = clients;
  const of = await countUsers(store, client, options);
  const judge = await createJudge(store, client, { plan, options });
  const known = new Set(deployed?.rules.map(({ id }) => id));
  const compared = rules.filter((rule) => known.has(rule));
  const judgeDeployed =
    deployed === undefined || compared.length === 0
      ? null
      : await createJudge(store, client, { plan: deployed, options: { ...options, rules: compared } });
  const left = [...(await populations(store, client, options))];
  const tally = createTally(rules);
  const crowds = createCrowds(store, plan, options);
  const overlaps =
    options.overlap === true ? createOverlaps(store, { rules, appId, fingerprint: options.fingerprint }) : null;
  const scores = proposal === undefined ? null : createScoreChanges(store, { appId, rules, proposal });
  onProgress?.({ tested: 0, of });
  const lane = async (own: PoolClient) => {
    for (let population = left.shift(); population !== undefined; population = left.shift()) {
      const judged = await judge(own, population);
      const before = judgeDeployed === null ? NOTHING_DEPLOYED : await judgeDeployed(own, population);
      tally.add(judged, deployed === undefined ? null : before);
      await overlaps?.add(own, matchesOf(judged));
      await scores?.add(own, matchesOf(judged));
      if (details) await crowds.add(own, population);
      onProgress?.({ tested: tally.tested(), of });
      stopIfCancelled();
    }
  };
  const giveUp = (error: unknown) => {
    left.length = 0;
    throw error;
  };
  // All of them, also after a failure: the connections are given back when nobody uses them.
  const ended = await Promise.allSettled(clients.map((own) => lane(own).catch(giveUp)));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return { tally, crowds, overlaps, scores };
}

/** Asks the rules of a plan about the users of a chunk. */
async function createJudge(
  store: Store,
  client: PoolClient,
  { plan, options }: { readonly plan: Plan; readonly options: DryRunOptions },
): Promise<(own: PoolClient, population: Population) => Promise<JudgedChunk>> {
  const { appId, rules, asOf } = options;
  const lists = await readLists(store, client, plan, options);
  return async (own, population) => {
    const relations = createStoredRelations(appId, population);
    const compiled = compileStatements(plan, { rules, asOf, relations, lists });
    const answers: AnswerRows[] = [];
    for (const { query: asked } of compiled.statements)
      answers.push((await query<Record<string, unknown>>(own, asked)).rows);
    return { rules: compiled.rules, users: compiled.join(answers) };
  };
}

/** Users a statement: the whole sample, or ranges of ids of about equal size. */
async function populations(
  store: Store,
  client: PoolClient,
  { appId, scope }: DryRunOptions,
): Promise<readonly Population[]> {
  if (scope === "sample") return [{ kind: "newest", count: SAMPLE_USERS }];
  const { rows } = await query<{ user_id: string }>(
    client,
    compileRaw(
      store,
      sql`select user_id from (
          select user_id, row_number() over (order by user_id) as n from users where app_id = ${appId}
        ) numbered where n % ${CHUNK_USERS} = 1 order by user_id`,
    ),
  );
  const starts = rows.map(({ user_id }) => user_id);
  return starts.map((from, index) => ({ kind: "range", from, to: starts[index + 1] ?? null }));
}

/** In the snapshot of the statements. */
async function readLists(
  store: Store,
  client: PoolClient,
  plan: Plan,
  { appId, asOf }: DryRunOptions,
): Promise<ListEntries> {
  const lists = runtimeLists(plan);
  if (lists.length === 0) return NO_ENTRIES;
  const { rows } = await query<EntryRow>(client, compileRaw(store, entriesQuery(appId, lists, { at: asOf })));
  return entriesOf(lists, rows);
}

async function countUsers(store: Store, client: PoolClient, { appId, scope, asOf }: DryRunOptions): Promise<number> {
  const { rows } = await query<{ count: number }>(
    client,
    compileRaw(
      store,
      sql`select count(*)::integer as count from users where app_id = ${appId} and first_seen <= ${new Date(asOf).toISOString()}::timestamptz`,
    ),
  );
  const count = rows[0]?.count ?? 0;
  return scope === "sample" ? Math.min(count, SAMPLE_USERS) : count;
}

interface Naming extends Judged {
  readonly options: DryRunOptions;
}

/** The answer of each rule, with the names of those seen last. */
async function named(
  store: Store,
  client: PoolClient,
  { options, tally, overlaps, scores }: Naming,
): Promise<readonly DryRunRule[]> {
  const { rules, deployed, details = true } = options;
  const limit = details ? (options.limit ?? SHOWN_USERS) : 0;
  const known = new Set(deployed?.rules.map(({ id }) => id));
  const side = async (ids: readonly string[]) => ({
    count: ids.length,
    users: await newestUsers(store, client, ids, limit),
  });
  const answers: DryRunRule[] = [];
  for (const rule of rules) {
    const { matched, unknown, gained, lost } = tally.of(rule);
    answers.push({
      rule,
      matched: matched.length,
      unknown: unknown.length,
      unknownUsers: (await newestUsers(store, client, unknown, details ? UNKNOWN_USERS : 0)).map(
        ({ userId }) => userId,
      ),
      rate: tally.tested() === 0 ? 0 : matched.length / tally.tested(),
      users: await newestUsers(store, client, matched, limit),
      difference:
        deployed === undefined ? null : { isNew: !known.has(rule), gained: await side(gained), lost: await side(lost) },
      overlap: overlaps?.found(rule) ?? null,
      scores: scores?.found(rule) ?? null,
    });
  }
  return answers;
}

async function query<R extends object>(
  client: PoolClient,
  { sql: text, parameters }: CompiledQuery,
): Promise<{ rows: R[] }> {
  return client.query<R>(text, [...parameters]);
}
