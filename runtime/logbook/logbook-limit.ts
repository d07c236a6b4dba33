import type { Store } from "../db/store.ts";

export const MOST_LOGBOOK_DAYS = 3650;
export const MOST_LOGBOOK_MB = 10_240;

/** What of an app the logbook keeps: the newest lines that are within both. */
export interface LogbookLimit {
  readonly days: number;
  readonly megabytes: number;
}

export async function readLogbookLimit({ db }: Store, appId: number): Promise<LogbookLimit> {
  const row = await db
    .selectFrom("apps")
    .select(["logbook_days", "logbook_mb"])
    .where("app_id", "=", appId)
    .executeTakeFirstOrThrow();
  return { days: row.logbook_days, megabytes: row.logbook_mb };
}

/** What is beyond it goes within a minute. */
export async function setLogbookLimit({ db }: Store, appId: number, { days, megabytes }: LogbookLimit): Promise<void> {
  await db.updateTable("apps").set({ logbook_days: days, logbook_mb: megabytes }).where("app_id", "=", appId).execute();
}
