import { sql, type Transaction } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { retried } from "../ingest/database-failures.ts";
import { dueMark } from "../scoring/due-mark.ts";
import { keepStatus } from "../scoring/score-history.ts";
import { findUserId } from "../users/find-user.ts";
import { statusSql } from "../users/status-sql.ts";
import type { Decision, UserStatus } from "../users/user-status.ts";
import { announce } from "../webhooks/announce.ts";
import { markSharersDue } from "./mark-sharers.ts";
import { lockFlags, settleFlags } from "./settle-flags.ts";

export interface Deciding {
  readonly appId: number;
  readonly userName: string;
  readonly decision: Decision;
  /** Null when decided from the command line. */
  readonly operatorId: number | null;
}

/**
 * Stores an operator's decision. Blacklisting lists all addresses, e-mail addresses and phone numbers of the user, for everyone who
 * has them, but for those that stand for many people; with another decision they go, unless somebody else who has them is blacklisted. All
 * users concerned are judged again.
 *
 * @returns the status afterwards, null when there is no such user.
 */
export function decide(store: Store, deciding: Deciding): Promise<UserStatus | null> {
  // Ingest may lock a user between two locks of the decision; one of both is asked to try again.
  return retried(() => store.db.transaction().execute((transaction) => decideOnce(transaction, deciding)));
}

async function decideOnce(
  db: Transaction<Database>,
  { appId, userName, decision, operatorId }: Deciding,
): Promise<UserStatus | null> {
  const userId = await findUserId({ db }, appId, userName);
  if (userId === null) return null;
  await lockFlags(db, appId);
  const listed = decision === "blacklist";
  // Peers are asked whether an operator blacklisted them: who shares something with this user may be judged otherwise now.
  if ((await isBlacklistedByOperator(db, userId)) !== listed) await markSharersDue(db, userId);
  await settleFlags(db, { appId, userId, listed, forgetCleared: listed });
  const before = await statusOf(db, userId);
  const reviewSince = decision === "review" ? sql`coalesce(review_since, clock_timestamp())` : sql`null`;
  const { rows } = await sql<{ readonly status: UserStatus }>`update users set decision = ${decision},
      decided_by = 'operator', decided_operator = ${operatorId}, decided_at = clock_timestamp(), review_since = ${reviewSince},
      ${dueMark("decision")}
    where user_id = ${userId} returning ${statusSql("users")} as status`.execute(db);
  await keepStatus(db, userId);
  await announce(sql`(
    select u.user_id, u.app_id, ${before}::text as before, ${statusSql("u")} as after, s.score, 'operator' as by
    from users u left join scores s on s.user_id = u.user_id where u.user_id = ${userId}
  )`).execute(db);
  return rows[0]?.status ?? null;
}

async function statusOf(db: Transaction<Database>, userId: string): Promise<UserStatus | null> {
  const { rows } = await sql<{ readonly status: UserStatus }>`select ${statusSql("users")} as status from users
    where user_id = ${userId} for update`.execute(db);
  return rows[0]?.status ?? null;
}

async function isBlacklistedByOperator(db: Transaction<Database>, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom("users")
    .select(["decision", "decided_by"])
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.decision === "blacklist" && row.decided_by === "operator";
}
