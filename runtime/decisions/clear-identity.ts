import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { retried } from "../ingest/database-failures.ts";
import { IDENTITIES, type IdentityKind } from "./identities.ts";
import { changeFlags, lockFlags } from "./settle-flags.ts";

export interface Clearing {
  readonly appId: number;
  readonly kind: IdentityKind;
  /** As it is stored. */
  readonly value: string;
}

/**
 * Takes one address, e-mail address or phone number off the blacklist, and keeps it off until somebody who has it is blacklisted anew. Its
 * users stay what they are, and are judged again. Answers false for a value that nobody has.
 */
export function clearIdentity(store: Store, { appId, kind, value }: Clearing): Promise<boolean> {
  const identity = IDENTITIES.find((each) => each.kind === kind);
  if (identity === undefined) throw new Error("invariant: each kind is an identity");
  const shared = sql.table(identity.shared);
  const found = sql`app_id = ${appId} and ${sql.ref(identity.column)} = ${value}::${sql.raw(kind === "ip" ? "inet" : "text")}`;
  return retried(() =>
    store.db.transaction().execute(async (db) => {
      await lockFlags(db, appId);
      const { rows } = await sql<{ blacklisted: boolean }>`select blacklisted from ${shared} where ${found}`.execute(
        db,
      );
      const [before] = rows;
      if (before === undefined) return false;
      if (before.blacklisted) await changeFlags(db, appId, [{ identity, values: [value] }]);
      await sql`update ${shared} set cleared_at = clock_timestamp() where ${found}`.execute(db);
      return true;
    }),
  );
}
