import { sql } from "kysely";
import type { Store } from "../db/store.ts";

/** Lines a statement: who writes lines waits for nobody, and the log of the database grows by little at a time. */
const LINES_A_STATEMENT = 2000;
/** A row beside its texts, with its entry in the index. */
const BYTES_A_LINE = 200;
/** Charts show no more. */
const HOURS_KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * Deletes the oldest lines of each app until the others are within its days and its megabytes, and counts that are too old. Answers how many
 * lines went.
 */
export async function cutLogbook({ db }: Store, now: number): Promise<number> {
  const { rows: apps } = await sql<App>`select app_id, logbook_days as days, logbook_mb as mb from apps`.execute(db);
  let deleted = 0;
  for (const app of apps) {
    const newestToGo = await findCut(db, app, now);
    if (newestToGo !== null) deleted += await deleteUntil(db, app.app_id, newestToGo);
  }
  await db
    .deleteFrom("logbook_hours")
    .where("hour", "<", new Date(now - HOURS_KEPT_DAYS * DAY_MS))
    .execute();
  return deleted;
}

interface App {
  readonly app_id: number;
  readonly days: number;
  readonly mb: number;
}

/**
 * The newest line that is to go. Sizes are as they are stored, so that nothing long is read for it; and of what lies beyond the bounds nothing
 * is read at all.
 */
async function findCut(db: Store["db"], { app_id, days, mb }: App, now: number): Promise<string | null> {
  const oldest = new Date(now - days * DAY_MS);
  const { rows } = await sql<{ cut: string }>`select logbook_id::text as cut from (
      select logbook_id, started, sum(${BYTES_A_LINE} + coalesce(pg_column_size(raw), 0) + coalesce(pg_column_size(messages), 0))
        over (order by logbook_id desc rows unbounded preceding) as bytes
      from logbook where app_id = ${app_id}
    ) l where bytes > ${mb * 1024 * 1024} or started < ${oldest} order by l.logbook_id desc limit 1`.execute(db);
  return rows[0]?.cut ?? null;
}

async function deleteUntil(db: Store["db"], appId: number, last: string): Promise<number> {
  for (let deleted = 0; ;) {
    // Two processes that cut at once share the lines, and wait for neither.
    const { numAffectedRows = 0n } = await sql`delete from logbook l using (
        select logbook_id from logbook where app_id = ${appId} and logbook_id <= ${last}::bigint
        order by logbook_id limit ${LINES_A_STATEMENT} for update skip locked
      ) old where l.app_id = ${appId} and l.logbook_id = old.logbook_id`.execute(db);
    deleted += Number(numAffectedRows);
    if (numAffectedRows < LINES_A_STATEMENT) return deleted;
  }
}
