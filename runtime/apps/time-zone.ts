import { createRowIds } from "../db/row-ids.ts";
import type { Store } from "../db/store.ts";
import { noteAction } from "../rights/operator-actions.ts";

export interface NewTimeZone {
  readonly appId: number;
  /** A name of the IANA database, as `isTimeZone` takes it. */
  readonly timeZone: string;
  readonly operatorId: number | null;
  /** Milliseconds. */
  readonly at: number;
}

/** Whether events can be told the hour there: names of the IANA database, and those of older times that it still knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as `+05:30` have hours of their own, and no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Intl.DateTimeFormat("en-GB", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Where the people of an app have their days and nights: decides the local hour of events from now on, in every process within ten seconds.
 * Events that are stored keep the hour that was theirs.
 */
export async function setTimeZone(
  { db }: Pick<Store, "db">,
  { appId, timeZone, operatorId, at }: NewTimeZone,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable("apps").set({ time_zone: timeZone }).where("app_id", "=", appId).execute();
    const actionId = createRowIds(() => at)();
    await noteAction(transaction, { appId, actionId, kind: "time_zone_set", operatorId, details: { timeZone }, at });
  });
}
