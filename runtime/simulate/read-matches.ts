import { sql, type RawBuilder } from "kysely";
import type { PoolClient } from "pg";
import { compileRaw, type Store } from "../db/store.ts";
import { inSnapshot } from "../dry-run/in-snapshot.ts";
import type { Decision } from "../users/user-status.ts";
import type { JudgeUsers } from "./judge-stale.ts";
import { MOST_NAMED, type JudgeScope, type Matches, type MatchGroup } from "./simulate-types.ts";

/** Users judged for a sample: those seen last. */
const SAMPLE_USERS = 1000;
/** Read and judged together. */
const JUDGED_AT_ONCE = 100;

/** The caller took back the question. */
export class SimulationCancelled extends Error {
  override readonly name = "SimulationCancelled";
}

export interface MatchesQuestion {
  readonly appId: number;
  /** Fingerprint of the pack: results of another one say nothing about its rules. */
  readonly plan: string;
  readonly scope: JudgeScope;
  /** The moment to judge at, milliseconds. */
  readonly asOf: number;
  readonly signal?: AbortSignal | undefined;
  /** Told while users are judged. */
  readonly onProgress?: ((progress: { readonly judged: number; readonly of: number }) => void) | undefined;
}

interface GroupRow {
  readonly rules: readonly string[];
  readonly score: number;
  readonly decision: Decision | null;
  readonly in_review: boolean;
  readonly users: number;
  readonly newest: readonly string[];
}

interface StaleRow {
  readonly user_id: string;
  readonly score: number | null;
  readonly decision: Decision | null;
  readonly in_review: boolean;
}

/**
 * Which rules match whom: by stored results where they are of this pack, by judging where they are not. All that is stored is read in
 * one snapshot.
 *
 * @throws SimulationCancelled when the signal is aborted.
 */
export async function readMatches(store: Store, judgeUsers: JudgeUsers, question: MatchesQuestion): Promise<Matches> {
  const { scope, asOf, signal, onProgress } = question;
  const stopIfCancelled = () => {
    if (signal?.aborted === true) throw new SimulationCancelled("the simulation was cancelled");
  };
  stopIfCancelled();
  try {
    const { stored, stale } = await inSnapshot(store, { connections: 1, signal }, async ([client]) => ({
      stored: await read<GroupRow>(store, client, groupsQuery(question)),
      stale: await read<StaleRow>(store, client, staleQuery(question)),
    }));
    const asked = scope === "all" ? stale : stale.slice(0, SAMPLE_USERS);
    const rules = new Map<string, readonly string[]>();
    for (let start = 0; start < asked.length; start += JUDGED_AT_ONCE) {
      stopIfCancelled();
      onProgress?.({ judged: start, of: asked.length });
      const next = asked.slice(start, start + JUDGED_AT_ONCE).map(({ user_id }) => user_id);
      for (const [userId, matched] of await judgeUsers(next, asOf)) rules.set(userId, matched);
    }
    if (asked.length > 0) onProgress?.({ judged: asked.length, of: asked.length });
    const groups = [...stored.map(groupOf), ...groupsOfStale(stale, rules)];
    const ofStored = stored.reduce((sum, { users }) => sum + users, 0);
    const basis = { stored: ofStored, judged: rules.size, leftOut: stale.length - rules.size };
    return { groups, basis, asOf };
  } catch (error) {
    if (signal?.aborted === true) throw new SimulationCancelled("the simulation was cancelled", { cause: error });
    throw error;
  }
}

/** The database has the names of an object in one order: equal lists are equal sets. */
function groupsQuery({ appId, plan }: MatchesQuestion): RawBuilder<GroupRow> {
  return sql<GroupRow>`select array(select jsonb_object_keys(s.matched)) as rules, s.score, u.decision,
      u.review_since is not null as in_review, count(*)::integer as users,
      (array_agg(u.user_id::text order by u.last_seen desc, u.user_id desc))[1:${sql.lit(MOST_NAMED)}] as newest
    from users u join scores s on s.user_id = u.user_id
    where u.app_id = ${appId} and s.app_id = ${appId} and s.plan = ${plan}
    group by 1, 2, 3, 4`;
}

function staleQuery({ appId, plan }: MatchesQuestion): RawBuilder<StaleRow> {
  return sql<StaleRow>`select u.user_id, s.score, u.decision, u.review_since is not null as in_review
    from users u left join scores s on s.user_id = u.user_id and s.app_id = ${appId}
    where u.app_id = ${appId} and s.plan is distinct from ${plan}
    order by u.last_seen desc, u.user_id desc`;
}

async function read<R extends object>(store: Store, client: PoolClient, query: RawBuilder<R>): Promise<readonly R[]> {
  const { sql: text, parameters } = compileRaw(store, query);
  return (await client.query<R>(text, [...parameters])).rows;
}

function groupOf({ in_review: inReview, ...row }: GroupRow): MatchGroup {
  return { ...row, inReview };
}

function groupsOfStale(
  stale: readonly StaleRow[],
  judged: ReadonlyMap<string, readonly string[]>,
): readonly MatchGroup[] {
  const groups = new Map<
    string,
    { readonly group: Omit<MatchGroup, "users" | "newest">; readonly userIds: string[] }
  >();
  for (const { user_id: userId, score, decision, in_review: inReview } of stale) {
    const group = { rules: judged.get(userId) ?? null, score, decision, inReview };
    const key = JSON.stringify(group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { group, userIds: [userId] });
    else known.userIds.push(userId);
  }
  return [...groups.values()].map(({ group, userIds }) => ({
    ...group,
    users: userIds.length,
    newest: userIds.slice(0, MOST_NAMED),
  }));
}
