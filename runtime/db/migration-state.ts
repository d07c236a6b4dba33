import { sql } from "kysely";
import { MIGRATIONS } from "./migrations/index.ts";
import { migrationTable } from "./migrate.ts";
import type { Store } from "./store.ts";

/** What the schema of a database is, seen from this version of Tocsin. */
export interface MigrationState {
  /** Ours that it does not have, in their order. */
  readonly missing: readonly string[];
  /** That it has and we do not know: a newer version was here. */
  readonly unknown: readonly string[];
}

/**
 * Compares the migrations that a database has had with those of this version. Changes nothing.
 *
 * @throws the database's error.
 */
export async function readMigrationState({ db }: Pick<Store, "db">): Promise<MigrationState> {
  const known = Object.keys(MIGRATIONS);
  const had = await readHad(db);
  return { missing: known.filter((name) => !had.has(name)), unknown: [...had].filter((name) => !known.includes(name)) };
}

async function readHad(db: Store["db"]): Promise<ReadonlySet<string>> {
  const table = await sql<{ found: boolean }>`select to_regclass(${migrationTable}) is not null as found`.execute(db);
  if (table.rows[0]?.found !== true) return new Set();
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)} order by name`.execute(db);
  return new Set(rows.map(({ name }) => name));
}
