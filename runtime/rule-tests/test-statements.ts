import type { RunQuery } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import { inSnapshot } from "../dry-run/in-snapshot.ts";

/** A statement over a few described users that takes longer is a mistake, or meant to. */
const STATEMENT_WITHIN_MS = 5_000;

/**
 * Runs statements of tests, one after the other. They read described users from their parameters; a table of the store they would not even
 * find: the transaction is read-only and looks for names in PostgreSQL's own catalogue alone.
 */
export function withTestStatements<T>(
  store: Store,
  signal: AbortSignal | undefined,
  work: (run: RunQuery) => Promise<T>,
): Promise<T> {
  return inSnapshot(store, { connections: 1, signal }, async ([client]) => {
    await client.query(`set local search_path = pg_catalog; set local statement_timeout = ${STATEMENT_WITHIN_MS}`);
    let last: Promise<unknown> = Promise.resolve();
    return work(({ sql, parameters }) => {
      const asked = last.then(() => client.query<Record<string, unknown>>(sql, [...parameters]));
      // The next one waits for it, whether or not it failed.
      last = asked.catch(() => undefined);
      return asked.then(({ rows }) => rows);
    });
  });
}
