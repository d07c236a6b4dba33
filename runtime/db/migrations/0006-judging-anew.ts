import { sql, type Kysely } from "kysely";

/**
 * Where the users of an app are being marked due, some at a time: marking all in one statement would lock every user until the last
 * one is written, and ingest with them.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table apps add column due_after bigint`.execute(db);
}
