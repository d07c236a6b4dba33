import { announce, CURRENT_PACK, listApps, markAllDue, type Store } from "../runtime/index.ts";

/**
 * Rules that changed since any server ran: every user is judged again, before long and by whichever server has time, and the
 * other servers hear of it.
 */
export async function judgeAnewAfterChange(store: Store, fingerprint: string): Promise<void> {
  await store.db.transaction().execute(async (db) => {
    const known = await db
      .selectFrom("installation")
      .select("value")
      .where("name", "=", CURRENT_PACK)
      .executeTakeFirst();
    if (known?.value === fingerprint) return;
    if (known !== undefined)
      for (const { appId } of await listApps({ ...store, db })) await markAllDue({ db }, appId, "pack");
    await db
      .insertInto("installation")
      .values({ name: CURRENT_PACK, value: fingerprint })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: fingerprint }))
      .execute();
    await announce({ db }, { kind: "pack", fingerprint });
  });
}
