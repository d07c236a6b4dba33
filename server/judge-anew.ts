import { listApps, markAllDue, type Store } from "../runtime/index.ts";

const NAME = "pack";

/** Rules that changed while no server ran: every user is judged again, before long and by whichever server has time. */
export async function judgeAnewAfterChange(store: Store, fingerprint: string): Promise<void> {
  const { db } = store;
  const known = await db.selectFrom("installation").select("value").where("name", "=", NAME).executeTakeFirst();
  if (known?.value === fingerprint) return;
  if (known !== undefined) for (const { appId } of await listApps(store)) await markAllDue(store, appId);
  await db
    .insertInto("installation")
    .values({ name: NAME, value: fingerprint })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: fingerprint }))
    .execute();
}
