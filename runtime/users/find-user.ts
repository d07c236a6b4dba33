import type { Store } from "../db/store.ts";

/**
 * The id of the user of that name. Of several long names that were cut to the same text the one seen last;
 * names are at most 100 bytes here, so the id cannot be computed.
 */
export async function findUserId({ db }: Pick<Store, "db">, appId: number, name: string): Promise<string | null> {
  const row = await db
    .selectFrom("users")
    .select("user_id")
    .where("app_id", "=", appId)
    .where("name", "=", name)
    .orderBy("last_seen", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.user_id ?? null;
}
