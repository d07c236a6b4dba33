import type { Pool, PoolClient } from "pg";
import { inTransaction, type Store } from "../db/store.ts";

export type Clients = readonly [PoolClient, ...PoolClient[]];

const BEGIN = "begin isolation level repeatable read read only";

/**
 * Runs `work` with up to so many connections, all of which see the same snapshot of the database; with fewer where the pool has no others to
 * spare. A statement that runs when the signal is aborted is cancelled in the database.
 */
export async function inSnapshot<T>(
  store: Store,
  { connections, signal }: { readonly connections: number; readonly signal?: AbortSignal | undefined },
  work: (clients: Clients) => Promise<T>,
): Promise<T> {
  const prepared = (client: PoolClient, next: () => Promise<T>) => cancellable(store, client, signal, next);
  return inTransaction(
    store,
    (first) =>
      prepared(first, async () => {
        if (connections === 1 || !canSpare(store.pool)) return work([first]);
        const { rows } = await first.query<{ snapshot: string }>("select pg_export_snapshot() as snapshot");
        // The name is PostgreSQL's own and of hexadecimal digits and hyphens; this statement takes no parameter.
        const begin = `${BEGIN}; set transaction snapshot '${rows[0]?.snapshot}'`;
        const more = (clients: Clients): Promise<T> =>
          clients.length === connections || !canSpare(store.pool)
            ? work(clients)
            : inTransaction(store, (client) => prepared(client, () => more([...clients, client])), begin);
        return more([first]);
      }),
    BEGIN,
  );
}

/** One for us now, and one to cancel with: whoever held a connection and waited for another could wait for himself. */
function canSpare({ options, totalCount, idleCount, waitingCount }: Pool): boolean {
  return waitingCount === 0 && options.max - (totalCount - idleCount) >= 2;
}

/** A statement in the database does not notice that its asker left: another connection tells it. */
async function cancellable<T>(
  { pool }: Store,
  client: PoolClient,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await client.query("set local jit = off");
  if (signal === undefined) return work();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const abort = () => void pool.query("select pg_cancel_backend($1)", [rows[0]?.pid]).catch(() => undefined);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
