import type { Store } from "../db/store.ts";

const KEPT_MS = 10_000;

/** The time zones of apps, read again after ten seconds. */
export interface AppZones {
  /** Reads them if this app's is not known or too old. Callers go on in the order in which they came. */
  load(appId: number): Promise<void>;
  of(appId: number): string;
}

export function createAppZones({ db }: Store, clock: () => number = () => performance.now()): AppZones {
  const zones = new Map<number, string>();
  let readAt = 0;
  let reading: Promise<void> | undefined;
  const read = async () => {
    const apps = await db.selectFrom("apps").select(["app_id", "time_zone"]).execute();
    for (const { app_id, time_zone } of apps) zones.set(app_id, time_zone);
    readAt = clock();
  };
  return {
    load: async (appId) => {
      if (zones.has(appId) && clock() - readAt < KEPT_MS) return;
      reading ??= read().finally(() => {
        reading = undefined;
      });
      await reading;
    },
    of: (appId) => zones.get(appId) ?? "UTC",
  };
}
