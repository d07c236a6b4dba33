import type { Pool, PoolClient } from "pg";
import { expect, onTestFinished } from "vitest";

/** A table that nobody can read for a while: statements about it wait, in the order in which they came. */
export interface LockedTable {
  lock(): Promise<void>;
  /** Locks it again behind the statements that wait now: those pass once the first lock is gone, later ones do not. */
  lockNext(): Promise<void>;
  /** Lets go of the oldest lock. */
  unlock(): Promise<void>;
  /** Statements that wait for it. */
  waiting(): Promise<number>;
}

/** Of the test that runs: what is still locked at its end is let go. */
export function lockedTable(pool: Pool, table: string): LockedTable {
  const held: { readonly client: PoolClient; readonly locked: Promise<unknown> }[] = [];
  const waitingBackends = async () => {
    const { rows } = await pool.query<{ pid: number }>(
      `select pid from pg_locks where not granted and relation = $1::regclass
       and database = (select oid from pg_database where datname = current_database())`,
      [table],
    );
    return rows.map(({ pid }) => pid);
  };
  const begin = async () => {
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await client.query("begin");
    // Names of tables are written here and in tests alone.
    const locked = client.query(`lock table ${table} in access exclusive mode`);
    held.push({ client, locked });
    return { pid: rows[0]?.pid, locked };
  };
  const unlock = async () => {
    const oldest = held.shift();
    if (oldest === undefined) throw new Error("the table is not locked");
    await oldest.locked;
    await oldest.client.query("rollback");
    oldest.client.release();
  };
  onTestFinished(async () => {
    while (held.length > 0) await unlock();
  });
  return {
    waiting: async () => (await waitingBackends()).length,
    lock: async () => void (await (await begin()).locked),
    lockNext: async () => {
      const { pid, locked } = await begin();
      locked.catch(() => undefined);
      // Its own place in the line: of those before it some may give up meanwhile.
      await expect.poll(waitingBackends).toContain(pid);
    },
    unlock,
  };
}
