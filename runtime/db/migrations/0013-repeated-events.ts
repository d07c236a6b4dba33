import { sql, type Kysely } from "kysely";

/** The logbook tells an event that was sent again, and is not stored again, from one that is stored. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter domain request_outcome drop constraint request_outcome_check`.execute(db);
  await sql`alter domain request_outcome add constraint request_outcome_check
    check (value in ('stored', 'corrected', 'repeated', 'rejected', 'failed', 'rate_limited'))`.execute(db);
}
