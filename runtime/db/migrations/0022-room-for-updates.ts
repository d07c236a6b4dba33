import { sql, type Kysely } from "kysely";

/**
 * What most events change is changed in its place: an update that touches no index and finds room on the page of its row costs a
 * fraction of one that is written to every index of the table, and leaves nothing behind there for readers to step over. So the users seen last are found by
 * the hour, as their things are (`0004-peers.ts`), and the pages of what users have are left with room. Pages that are full already get it as their rows move.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const WITH_ROOM = ["user_ips", "user_devices", "user_emails", "user_phones", "sessions"] as const;

const STATEMENTS = [
  sql`alter table users add column last_hour timestamp
    generated always as (date_trunc('hour', last_seen at time zone 'UTC')) stored`,
  sql`drop index users_last_seen`,
  sql`create index users_last_hour on users (app_id, last_hour desc, user_id desc)`,
  ...WITH_ROOM.map((table) => sql`alter table ${sql.table(table)} set (fillfactor = 75)`),
];
