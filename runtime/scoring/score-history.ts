import { sql } from "kysely";
import type { HistoryWhy } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { statusSql } from "../users/status-sql.ts";
import type { UserStatus } from "../users/user-status.ts";
import type { MatchedRule } from "../users/user-views.ts";
import { matchedRules } from "./stored-matches.ts";

/** A judgement or a decision that changed something; what it said holds until the next one. */
export interface ScoreHistoryEntry {
  /** The judged moment, or that of the decision, milliseconds. */
  readonly asOf: number;
  readonly score: number;
  readonly status: UserStatus;
  readonly matched: readonly MatchedRule[];
  /** The fingerprint of the pack that said so first; one that said the same later left no entry. */
  readonly pack: string;
  readonly why: HistoryWhy;
}

export interface ScoreHistoryOptions {
  readonly userId: string;
  /** Only what is older than this moment, milliseconds. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function readScoreHistory(
  { db }: Store,
  { userId, before, limit }: ScoreHistoryOptions,
): Promise<readonly ScoreHistoryEntry[]> {
  let query = db
    .selectFrom("score_history")
    .select(["as_of", "score", "status", "matched", "plan", "why"])
    .where("user_id", "=", userId);
  if (before !== undefined) query = query.where("as_of", "<", new Date(before));
  const rows = await query.orderBy("as_of", "desc").limit(limit).execute();
  return rows.map(({ as_of, plan, matched, ...row }) => ({
    ...row,
    asOf: as_of.getTime(),
    pack: plan,
    matched: matchedRules(matched),
  }));
}

/**
 * Keeps the status that a decision gave a user, in its transaction and after it; not of who was never judged, and not what the newest
 * entry says already.
 */
export async function keepStatus(db: Store["db"], userId: string): Promise<void> {
  await sql`insert into score_history (user_id, as_of, app_id, score, status, matched, plan, why)
    select u.user_id, greatest(date_trunc('milliseconds', u.decided_at), newest.as_of + interval '1 millisecond'), u.app_id,
      s.score, ${statusSql("u")}, s.matched, s.plan, 'decision'
    from users u join scores s on s.user_id = u.user_id
      left join lateral (
        select h.as_of, h.status from score_history h where h.user_id = u.user_id order by h.as_of desc limit 1
      ) newest on true
    where u.user_id = ${userId} and newest.status is distinct from ${statusSql("u")}`.execute(db);
}

/**
 * Forgets at most `limit` entries of an app that are older than a moment, and answers how many: for its retention. What a user is now
 * stands in `scores`.
 */
export async function forgetScoreHistory(
  { db }: Pick<Store, "db">,
  { appId, before, limit }: { readonly appId: number; readonly before: Date; readonly limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`delete from score_history h using (
      select user_id, as_of from score_history where app_id = ${appId} and as_of < ${before} limit ${limit}
    ) old where h.user_id = old.user_id and h.as_of = old.as_of`.execute(db);
  return Number(numAffectedRows ?? 0);
}
