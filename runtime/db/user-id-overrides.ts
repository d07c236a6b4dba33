import { createHash } from "node:crypto";
import { sql } from "kysely";
import { announce } from "./notify.ts";
import type { Store } from "./store.ts";

/** Which users have another id than the first hash of their name, because that was another's: normally none. */
export interface UserIdOverrides {
  /** 0 for the first hash. */
  rehashOf(appId: number, fullUserName: string): number;
  /** Reads all again. */
  load(): Promise<void>;
  /**
   * Gives a user the hash after this one, unless another process already has, and tells the other processes.
   * Only for a user who has no row: an id that somebody was stored under never changes.
   *
   * @returns whether it was this process that did.
   */
  advance(appId: number, fullUserName: string): Promise<boolean>;
}

export function createUserIdOverrides(store: Pick<Store, "db">): UserIdOverrides {
  let rehashes: ReadonlyMap<string, number> = new Map();

  const rehashOf = (appId: number, fullUserName: string) =>
    rehashes.size === 0 ? 0 : (rehashes.get(keyOf(appId, fullUserName)) ?? 0);
  const load = async () => {
    const rows = await store.db.selectFrom("user_id_overrides").select(["app_id", "name", "rehash"]).execute();
    rehashes = new Map(rows.map(({ app_id, name, rehash }) => [keyOf(app_id, name), rehash]));
  };
  return {
    rehashOf,
    load,
    advance: async (appId, fullUserName) => {
      const next = rehashOf(appId, fullUserName) + 1;
      const advanced = await store.db.transaction().execute(async (db) => {
        // One step at a time: who knew of an earlier state changes nothing.
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("user_id_overrides")
          .values({ app_id: appId, name_digest: digestOf(fullUserName), name: fullUserName, rehash: next })
          .onConflict((conflict) =>
            conflict
              .columns(["app_id", "name_digest"])
              .doUpdateSet({ rehash: next })
              .where("user_id_overrides.rehash", "=", sql<number>`excluded.rehash - 1`),
          )
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        await announce({ db }, { kind: "user_ids", appId });
        return true;
      });
      await load();
      return advanced;
    },
  };
}

function keyOf(appId: number, fullUserName: string): string {
  return `${appId} ${fullUserName}`;
}

function digestOf(fullUserName: string): Buffer {
  return createHash("sha256").update(fullUserName).digest();
}
