import { DEFAULT_MIGRATION_TABLE, Migrator } from "kysely";
import type { Pool } from "pg";
import { MIGRATIONS } from "./migrations/index.ts";
import { createStore } from "./store.ts";

/** Where the migrator notes what it has done. */
export const migrationTable = DEFAULT_MIGRATION_TABLE;

/**
 * Brings the database to the newest schema. Several processes may call it at once: one migrates, the others wait.
 *
 * @throws the database's error when a migration fails; that migration then left nothing behind.
 */
export async function migrateToLatest(pool: Pool): Promise<void> {
  const { db } = createStore(pool);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find((result) => result.status === "Error");
  throw new Error(`migration ${failed?.migrationName ?? "lock"} failed: ${String(error)}`, { cause: error });
}
