import { sql, type CompiledQuery } from "kysely";
import type { PoolClient } from "pg";
import { type JudgedUser, type ListEntries, NO_ENTRIES, type Plan, runtimeLists } from "../../compiler/index.ts";
import { type AnswerRows, compileStatements } from "../../compiler/sql/compile-statements.ts";
import { createStoredRelations, type Population } from "../context/stored-relations.ts";
import { compileRaw, type Store } from "../db/store.ts";
import { entriesOf, entriesQuery, type EntryRow } from "../lists/entries-at.ts";
import type { Decision } from "../users/user-status.ts";
import { userStatus } from "../users/user-status.ts";
import { createCrowds, type Crowds } from "./crowded-values.ts";
import type { DryRunOptions, DryRunResult, DryRunRule, DryRunUser } from "./dry-run-types.ts";
import { inSnapshot, type Clients } from "./in-snapshot.ts";

/** The users of a sample: those seen last. */
export const SAMPLE_USERS = 1000;
/** More users a statement spill what they are sorted by to disk, fewer cost a plan too often. */
const CHUNK_USERS = 2000;
/** Chunks that are asked about at the same time. */
const LANES = 2;
const SHOWN_USERS = 25;

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
      const { tally, crowds } = await judgeAll(store, plan, { clients, options, stopIfCancelled });
      return {
        tested: tally.tested(),
        tier: scope === "sample" ? "sample" : "events",
        asOf,
        rules: await named(store, client, tally.results()),
        crowded: crowds.found(),
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
}

/** Each connection takes the next chunk when it has done one. */
async function judgeAll(store: Store, plan: Plan, { clients, options, stopIfCancelled }: Judging): Promise<Judged> {
  const { appId, rules, asOf, onProgress, limit = SHOWN_USERS } = options;
  const [client] = clients;
  const of = await countUsers(store, client, options);
  const lists = await readLists(store, client, plan, options);
  const left = [...(await populations(store, client, options))];
  const tally = createTally(rules, limit);
  const crowds = createCrowds(store, plan, options);
  onProgress?.({ tested: 0, of });
  const lane = async (own: PoolClient) => {
    for (let population = left.shift(); population !== undefined; population = left.shift()) {
      const relations = createStoredRelations(appId, population);
      const compiled = compileStatements(plan, { rules, asOf, relations, lists });
      const answers: AnswerRows[] = [];
      for (const { query: asked } of compiled.statements)
        answers.push((await query<Record<string, unknown>>(own, asked)).rows);
      tally.add(compiled.rules, compiled.join(answers));
      await crowds.add(own, population);
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
  return { tally, crowds };
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

interface Tally {
  readonly matched: string[];
  count: number;
  unknown: number;
}

type Tallies = ReturnType<typeof createTally>;
type Counted = { readonly rule: string; readonly tally: Tally; readonly tested: number };

function createTally(rules: readonly string[], limit: number) {
  const tallies = new Map<string, Tally>(rules.map((rule) => [rule, { matched: [], count: 0, unknown: 0 }]));
  let tested = 0;
  return {
    tested: () => tested,
    add: (judgedRules: readonly string[], users: readonly JudgedUser[]) => {
      tested += users.length;
      for (const { userId, outcomes } of users) {
        for (const [index, outcome] of outcomes.entries()) {
          const tally = tallies.get(judgedRules[index] ?? "");
          if (tally === undefined || outcome === false) continue;
          if (outcome === null) tally.unknown += 1;
          else {
            tally.count += 1;
            tally.matched.push(userId);
          }
        }
      }
    },
    results: (): { readonly limit: number; readonly counted: readonly Counted[] } => ({
      limit,
      counted: [...tallies].map(([rule, tally]) => ({ rule, tally, tested })),
    }),
  };
}

async function named(
  store: Store,
  client: PoolClient,
  { limit, counted }: { readonly limit: number; readonly counted: readonly Counted[] },
): Promise<readonly DryRunRule[]> {
  const rules: DryRunRule[] = [];
  for (const { rule, tally, tested } of counted) {
    const users = await newestUsers(store, client, tally.matched, limit);
    rules.push({
      rule,
      matched: tally.count,
      unknown: tally.unknown,
      rate: tested === 0 ? 0 : tally.count / tested,
      users,
    });
  }
  return rules;
}

interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly score: number | null;
  readonly decision: Decision | null;
  readonly review_since: Date | null;
  readonly last_seen: Date;
}

async function newestUsers(
  store: Store,
  client: PoolClient,
  userIds: readonly string[],
  limit: number,
): Promise<readonly DryRunUser[]> {
  if (userIds.length === 0 || limit === 0) return [];
  const { rows } = await query<UserRow>(
    client,
    compileRaw(
      store,
      sql`select u.user_id, u.name, s.score, u.decision, u.review_since, u.last_seen
        from users u left join scores s on s.user_id = u.user_id
        where u.user_id in (select unnest(${[...userIds]}::bigint[]))
        order by u.last_seen desc, u.user_id desc limit ${limit}`,
    ),
  );
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    score: row.score,
    status: userStatus(row),
    lastSeen: row.last_seen.getTime(),
  }));
}

async function query<R extends object>(
  client: PoolClient,
  { sql: text, parameters }: CompiledQuery,
): Promise<{ rows: R[] }> {
  return client.query<R>(text, [...parameters]);
}
