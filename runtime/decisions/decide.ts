import { sql, type Transaction } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { isRetryable } from "../ingest/database-failures.ts";
import { dueMark } from "../scoring/due-mark.ts";
import { keepStatus } from "../scoring/score-history.ts";
import { markSharersDue } from "./mark-sharers.ts";
import { findUserId } from "../users/find-user.ts";
import { statusSql } from "../users/status-sql.ts";
import type { Decision, UserStatus } from "../users/user-status.ts";

export interface Deciding {
  readonly appId: number;
  readonly userName: string;
  readonly decision: Decision;
  /** Null when decided from the command line. */
  readonly operatorId: number | null;
}

const MOST_ATTEMPTS = 5;

/** What a user has that others may have too. */
const SHARED = [
  { owners: "user_ips", shared: "ips", column: "address" },
  { owners: "user_emails", shared: "emails", column: "address" },
  { owners: "user_phones", shared: "phones", column: "number" },
] as const;

/**
 * Stores an operator's decision. Blacklisting flags all addresses, e-mail addresses and phone numbers of the user, for everyone who
 * has them; whitelisting clears them; a review leaves them as they are. All users concerned are judged again.
 *
 * @returns the status afterwards, null when there is no such user.
 */
export async function decide(store: Store, deciding: Deciding): Promise<UserStatus | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.db.transaction().execute((transaction) => decideOnce(transaction, deciding));
    } catch (error) {
      // Ingest may lock a user between the two locks below; one of both is asked to try again.
      if (!isRetryable(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function decideOnce(
  db: Transaction<Database>,
  { appId, userName, decision, operatorId }: Deciding,
): Promise<UserStatus | null> {
  const userId = await findUserId({ db }, appId, userName);
  if (userId === null) return null;
  // Peers are asked whether an operator blacklisted them: who shares something with this user may be judged otherwise now.
  if ((await isBlacklistedByOperator(db, userId)) !== (decision === "blacklist")) await markSharersDue(db, userId);
  if (decision !== "review") await flagShared(db, appId, userId, decision === "blacklist");
  const reviewSince = decision === "review" ? sql`coalesce(review_since, clock_timestamp())` : sql`null`;
  const { rows } = await sql<{ readonly status: UserStatus }>`update users set decision = ${decision},
      decided_by = 'operator', decided_operator = ${operatorId}, decided_at = clock_timestamp(), review_since = ${reviewSince},
      ${dueMark("decision")}
    where user_id = ${userId} returning ${statusSql("users")} as status`.execute(db);
  await keepStatus(db, userId);
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

/** Locks the users concerned in the order of their ids, then what they share: the order of all writers. */
async function flagShared(
  db: Transaction<Database>,
  appId: number,
  userId: string,
  blacklisted: boolean,
): Promise<void> {
  const concerned = SHARED.map(
    ({ owners, column }) => sql`select o.user_id from ${sql.table(owners)} o
      join ${sql.table(owners)} own on own.app_id = o.app_id and own.${sql.ref(column)} = o.${sql.ref(column)}
      where own.user_id = ${userId} and o.app_id = ${appId}`,
  );
  await sql`select user_id from users where user_id in (${sql.join(concerned, sql` union `)} union select ${userId}::bigint)
    order by user_id for update`.execute(db);
  for (const { owners, shared, column } of SHARED) {
    const value = sql.ref(column);
    const own = sql`select ${value} from ${sql.table(owners)} where user_id = ${userId}`;
    await sql`with locked as (
        select ${value} as value from ${sql.table(shared)} where app_id = ${appId} and ${value} in (${own}) order by ${value} for update
      ) update ${sql.table(shared)} s set blacklisted = ${blacklisted} from locked where s.app_id = ${appId} and s.${value} = locked.value`.execute(
      db,
    );
    await sql`with changed as (
        update ${sql.table(owners)} set blacklisted = ${blacklisted}
        where app_id = ${appId} and ${value} in (${own}) and blacklisted <> ${blacklisted} returning user_id
      ) update users set ${dueMark("shared")}
        where user_id in (select user_id from changed)`.execute(db);
  }
}
