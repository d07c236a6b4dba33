import type { Store } from "../db/store.ts";

const KEPT_MS = 10_000;

/** The time zones of apps, read again after ten seconds. */
export interface AppZones {
  /** Reads those that are not known or too old. */
  load(appIds: readonly number[]): Promise<void>;
  of(appId: number): string;
}

export function createAppZones({ db }: Store, clock: () => number = Date.now): AppZones {
  const zones = new Map<number, string>();
  let readAt = 0;
  return {
    load: async (appIds) => {
      const known = clock() - readAt < KEPT_MS && appIds.every((appId) => zones.has(appId));
      if (known) return;
      const apps = await db.selectFrom("apps").select(["app_id", "time_zone"]).execute();
      for (const { app_id, time_zone } of apps) zones.set(app_id, time_zone);
      readAt = clock();
    },
    of: (appId) => zones.get(appId) ?? "UTC",
  };
}
