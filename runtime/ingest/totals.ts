import { compileRaw, type Store } from "../db/store.ts";
import type { UserIds } from "../db/user-ids.ts";
import { isRetryable } from "./database-failures.ts";
import { writeTotals } from "./batch-statements.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { appRows, ipTotals } from "./shared-rows.ts";

const FLUSH_AFTER_MS = 1000;
const FLUSH_AT = 2000;
const MOST_ATTEMPTS = 5;

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
  let taken: PreparedEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const write = async (events: readonly PreparedEvent[]) => {
    const query = compileRaw(store, writeTotals(appRows(events, ids.valueId), ipTotals(events)));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await store.db.executeQuery(query);
        return;
      } catch (error) {
        if (isRetryable(error) && attempt < MOST_ATTEMPTS) continue;
        onError(error);
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const events = taken;
    taken = [];
    if (events.length > 0) running = running.then(() => write(events));
    return running;
  };
  return {
    add: (events) => {
      taken.push(...events);
      if (taken.length >= FLUSH_AT) void flush();
      else timer ??= setTimeout(() => void flush(), FLUSH_AFTER_MS).unref();
    },
    flush,
  };
}
