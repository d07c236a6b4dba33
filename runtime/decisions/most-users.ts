import { announce } from "../db/notify.ts";
import type { Store } from "../db/store.ts";
import { markAllDue } from "../scoring/judging-anew.ts";

/** An address that more users have is not blacklisted with one of them; null sets no limit. */
export async function blacklistMostUsers({ db }: Store, appId: number): Promise<number | null> {
  const row = await db
    .selectFrom("apps")
    .select("blacklist_most_users")
    .where("app_id", "=", appId)
    .executeTakeFirstOrThrow();
  return row.blacklist_most_users;
}

/**
 * 1 to 63: up to that many, users of an address are told at once how many they are. Every user is judged again, and what the blacklisted
 * ones have settled with it.
 */
export async function setBlacklistMostUsers({ db }: Store, appId: number, mostUsers: number | null): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("apps")
      .set({ blacklist_most_users: mostUsers })
      .where("app_id", "=", appId)
      .execute();
    await markAllDue({ db: transaction }, appId, "blacklist");
    await announce({ db: transaction }, { kind: "settings", appId });
  });
}
