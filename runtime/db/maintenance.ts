import { sql } from "kysely";
import { expireEntries } from "../lists/change-list.ts";
import { createPartitions } from "./partitions.ts";
import type { Store } from "./store.ts";

/** The newest lines of the logbook that an app keeps. */
export const LOGBOOK_LINES = 10_000;
const EVERY_MS = 60_000;

export interface Maintenance {
  /** Does now what is to be done, and again every minute. */
  start(): void;
  /** Once: makes the partitions of the coming months, cuts the logbook, closes entries of lists and forgets look-ups whose time is over. */
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
    await cutLogbook(store);
    await expireEntries(store, clock());
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

async function cutLogbook({ db }: Store): Promise<void> {
  // Materialised: one look-up an app instead of one a line.
  await sql`with cut as materialized (
      select a.app_id, (
        select k.logbook_id from logbook k where k.app_id = a.app_id order by k.logbook_id desc offset ${LOGBOOK_LINES - 1} limit 1
      ) as oldest from apps a
    )
    delete from logbook l using cut where l.app_id = cut.app_id and l.logbook_id < cut.oldest`.execute(db);
}
