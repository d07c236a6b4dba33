import { Kysely, PostgresDialect, type CompiledQuery, type RawBuilder } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Database } from "./schema.ts";

/** The database as the runtime uses it: Kysely for statements, the pool where a connection is held or a statement is prepared. */
export interface Store {
  readonly pool: Pool;
  /**
   * For statements that touch few rows by their keys: its connections plan nested loops over indexes, whatever the statistics of a
   * young or fast-growing table say. The same as `pool` where nobody made one.
   */
  readonly keyed: Pool;
  readonly db: Kysely<Database>;
}

/** Closing stays with the owner of the pool. */
export function createStore(pool: Pool, keyed: Pool = pool): Store {
  return { pool, keyed, db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }) };
}

/** Compiles a raw statement of the store. */
export function compileRaw(store: Store, statement: RawBuilder<unknown>): CompiledQuery {
  return statement.compile(store.db);
}

/** Runs `work` between BEGIN and COMMIT on one connection; a connection that failed to roll back is not used again. */
export async function inTransaction<T>(
  { pool }: Pick<Store, "pool">,
  work: (client: PoolClient) => Promise<T>,
  begin = "begin",
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
