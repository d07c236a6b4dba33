import { forgetSavedDryRuns } from "../dry-run/saved-dry-runs.ts";
import { expireEntries } from "../lists/change-list.ts";
import { cutLogbook } from "../logbook/cut-logbook.ts";
import { createPartitions } from "./partitions.ts";
import type { Store } from "./store.ts";

const EVERY_MS = 60_000;

export interface Maintenance {
  /** Does now what is to be done, and again every minute. */
  start(): void;
  /** Once: makes the partitions of the coming months, cuts the logbook, closes entries of lists and forgets look-ups and saved dry-runs whose time is over. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** Housekeeping of a store. Several processes may do it. */
export function createMaintenance(
  store: Store,
  log?: { error(details: object, message: string): void },
  clock: () => number = Date.now,
): Maintenance {
  const partitions = createPartitions(store, clock);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const run = async () => {
    await partitions.ensureAhead();
    await cutLogbook(store, clock());
    await expireEntries(store, clock());
    await forgetSavedDryRuns(store, clock());
    await store.db.deleteFrom("lookups").where("expires_at", "<", new Date(clock())).execute();
  };
  const tick = () => {
    running ??= run()
      .catch((err: unknown) => log?.error({ err }, "housekeeping failed"))
      .finally(() => {
        running = undefined;
      });
  };
  return {
    run,
    start: () => {
      timer ??= setInterval(tick, EVERY_MS).unref();
      tick();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
