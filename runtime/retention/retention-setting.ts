import { sql } from "kysely";
import { announce } from "../db/notify.ts";
import { createRowIds } from "../db/row-ids.ts";
import type { Store } from "../db/store.ts";
import { noteAction } from "../rights/operator-actions.ts";

/** Ten years; 0 keeps events for good. The reference system offers up to 12 weeks. */
export const MOST_RETENTION_WEEKS = 520;

export interface Retention {
  /** 0: for good. */
  readonly weeks: number;
  /** The run that goes on, or the last one; null before the first. */
  readonly run: RetentionRun | null;
}

/** Moments in milliseconds. */
export interface RetentionRun {
  /** Events before it go. */
  readonly cutoff: number;
  readonly started: number;
  /** Null while it goes on. */
  readonly finished: number | null;
  readonly events: number;
  readonly changes: number;
  readonly identities: number;
  readonly users: number;
}

export async function readRetention({ db }: Pick<Store, "db">, appId: number): Promise<Retention> {
  const row = await db
    .selectFrom("apps")
    .leftJoin("retention_runs as r", "r.app_id", "apps.app_id")
    .select(["apps.retention_weeks", "r.cutoff", "r.started", "r.finished", "r.events", "r.changes", "r.identities"])
    .select("r.users")
    .where("apps.app_id", "=", appId)
    .executeTakeFirstOrThrow();
  const { retention_weeks: weeks, cutoff, started, finished } = row;
  if (cutoff === null || started === null) return { weeks, run: null };
  return {
    weeks,
    run: {
      cutoff: cutoff.getTime(),
      started: started.getTime(),
      finished: finished?.getTime() ?? null,
      events: Number(row.events),
      changes: Number(row.changes),
      identities: Number(row.identities),
      users: Number(row.users),
    },
  };
}

/** A run that goes on ends after its batch, and one with the new limit begins. */
export async function setRetention(
  { db }: Store,
  {
    appId,
    weeks,
    operatorId,
    at,
  }: { readonly appId: number; readonly weeks: number; readonly operatorId: number | null; readonly at: number },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable("apps").set({ retention_weeks: weeks }).where("app_id", "=", appId).execute();
    await sql`delete from retention_runs where app_id = ${appId}`.execute(transaction);
    const actionId = createRowIds(() => at)();
    await noteAction(transaction, { appId, actionId, kind: "retention_set", operatorId, details: { weeks }, at });
    await announce({ db: transaction }, { kind: "settings", appId });
  });
}
