import { sql, type CompiledQuery } from "kysely";
import type { PoolClient } from "pg";
import { type JudgedUser, type ListEntries, NO_ENTRIES, type Plan, runtimeLists } from "../../compiler/index.ts";
import { type AnswerRows, compileStatements } from "../../compiler/sql/compile-statements.ts";
import { createStoredRelations, type Population } from "../context/stored-relations.ts";
import { compileRaw, inTransaction, type Store } from "../db/store.ts";
import { entriesOf, entriesQuery, type EntryRow } from "../lists/entries-at.ts";
import type { Decision } from "../users/user-status.ts";
import { userStatus } from "../users/user-status.ts";
import { crowdedValues } from "./crowded-values.ts";
import type { DryRunOptions, DryRunResult, DryRunRule, DryRunUser } from "./dry-run-types.ts";

/** The users of a sample: those seen last. */
export const SAMPLE_USERS = 1000;
const CHUNK_USERS = 2000;
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
  const { appId, rules, scope, asOf, signal, onProgress, limit = SHOWN_USERS } = options;
  if (signal?.aborted === true) throw new DryRunCancelled("the dry-run was cancelled");
  return inTransaction(
    store,
    async (client) => {
      const cancel = cancelOnAbort(store, client, signal);
      try {
        await cancel.ready;
        await client.query("set local jit = off");
        const of = await countUsers(store, client, options);
        const lists = await readLists(store, client, plan, options);
        const tally = createTally(rules, limit);
        for await (const population of populations(store, client, options)) {
          const relations = createStoredRelations(appId, population);
          const compiled = compileStatements(plan, { rules, asOf, relations, lists });
          const answers: AnswerRows[] = [];
          for (const { query: asked } of compiled.statements)
            answers.push((await query<Record<string, unknown>>(client, asked)).rows);
          tally.add(compiled.rules, compiled.join(answers));
          onProgress?.({ tested: tally.tested(), of });
          if (signal?.aborted === true) throw new DryRunCancelled("the dry-run was cancelled");
        }
        return {
          tested: tally.tested(),
          tier: scope === "sample" ? "sample" : "events",
          asOf,
          rules: await named(store, client, tally.results()),
          crowded: await crowdedValues(store, client, plan, options),
        };
      } catch (error) {
        if (signal?.aborted === true) throw new DryRunCancelled("the dry-run was cancelled", { cause: error });
        throw error;
      } finally {
        cancel.stop();
      }
    },
    "begin isolation level repeatable read read only",
  );
}

/** Users a statement: the whole sample, or ranges of ids of about equal size. */
async function* populations(
  store: Store,
  client: PoolClient,
  { appId, scope }: DryRunOptions,
): AsyncGenerator<Population> {
  if (scope === "sample") {
    yield { kind: "newest", count: SAMPLE_USERS };
    return;
  }
  let from = "0";
  for (;;) {
    // The first id beyond the chunk.
    const { rows } = await query<{ user_id: string }>(
      client,
      compileRaw(
        store,
        sql`select user_id from users where app_id = ${appId} and user_id >= ${from}::bigint order by user_id offset ${CHUNK_USERS} limit 1`,
      ),
    );
    const to = rows[0]?.user_id ?? null;
    yield { kind: "range", from, to };
    if (to === null) return;
    from = to;
  }
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

/** A statement in the database does not notice that its asker left: another connection tells it. */
function cancelOnAbort({ pool }: Store, client: PoolClient, signal: AbortSignal | undefined) {
  if (signal === undefined) return { ready: Promise.resolve(), stop: () => undefined };
  let pid: number | undefined;
  const abort = () => {
    if (pid !== undefined) void pool.query("select pg_cancel_backend($1)", [pid]).catch(() => undefined);
  };
  const ready = client.query<{ pid: number }>("select pg_backend_pid() as pid").then(({ rows }) => {
    pid = rows[0]?.pid;
    signal.addEventListener("abort", abort, { once: true });
  });
  return { ready, stop: () => signal.removeEventListener("abort", abort) };
}
