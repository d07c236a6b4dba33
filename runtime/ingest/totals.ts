import type { Store } from "../db/store.ts";
import type { UserIds } from "../db/user-ids.ts";
import { createTotalsCount, type TotalRows } from "./count-totals.ts";
import { isRetryable } from "./database-failures.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { createIpTotalsStatement, createTotalsStatement } from "./totals-statement.ts";

const FLUSH_AFTER_MS = 1000;
const FLUSH_AT = 5000;
const MOST_ATTEMPTS = 5;
/** Addresses a statement: ingest waits for those that are being counted. */
const IPS_A_STATEMENT = 100;

/**
 * Counts pages, referers, countries and all else of an app beside the transactions that store events: no rule reads these totals,
 * and one write a second for all events costs less than a row a batch. A crash loses the counts of the last second, no event.
 */
export interface Totals {
  /** Takes events that are committed. */
  add(events: readonly PreparedEvent[]): void;
  /** Writes what was taken. */
  flush(): Promise<void>;
}

export function createTotals(store: Store, ids: UserIds, onError: (error: unknown) => void): Totals {
  const countAll = createTotalsStatement(store);
  const countIps = createIpTotalsStatement(store);
  const count = createTotalsCount(ids.valueId);
  let counted = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const write = async ({ ips, ...rows }: TotalRows) => {
    await attempt(() => countAll.run(store.keyed, { rows }));
    for (let start = 0; start < ips.length; start += IPS_A_STATEMENT)
      await attempt(() => countIps.run(store.keyed, { rows: { ips: ips.slice(start, start + IPS_A_STATEMENT) } }));
  };
  const attempt = async (work: () => Promise<unknown>) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (isRetryable(error) && attempts < MOST_ATTEMPTS) continue;
        onError(error);
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (counted === 0) return running;
    counted = 0;
    const rows = count.take();
    running = running.then(() => write(rows));
    return running;
  };
  return {
    add: (events) => {
      for (const prepared of events) count.add(prepared);
      counted += events.length;
      if (counted >= FLUSH_AT) void flush();
      else timer ??= setTimeout(() => void flush(), FLUSH_AFTER_MS).unref();
    },
    flush,
  };
}
