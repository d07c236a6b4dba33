import type { Store } from "../db/store.ts";
import { sealOfErasure } from "./field-link.ts";
import type { BrokenTrail, VerifyOptions } from "./verify-trails.ts";

/** Tombstones without a seal of this installation: somebody deleted a user and passed it off as an erasure, or changed what a tombstone says. */
export async function falseErasures(
  { db }: Store,
  { key, appId, userId }: VerifyOptions,
): Promise<readonly BrokenTrail[]> {
  let query = db.selectFrom("user_erasures").selectAll().orderBy("user_id").orderBy("erased_at");
  if (appId !== undefined) query = query.where("app_id", "=", appId);
  if (userId !== undefined) query = query.where("user_id", "=", userId);
  const rows = await query.execute();
  return rows.flatMap((row) => {
    const { user_id, app_id, reason, operator_id: operatorId, erased_at, changes, mac, seal } = row;
    const end = { sequence: Number(changes), mac };
    const erasure = { userId: user_id, appId: app_id, reason, operatorId, at: erased_at.getTime() };
    if (seal === sealOfErasure(key, erasure, end)) return [];
    return [{ userId: user_id, appId: app_id, name: null, sequence: end.sequence, fault: "changed", of: "erasure" }];
  });
}
