import { sql, type Kysely } from "kysely";

/**
 * Events that were acknowledged and are not stored yet: a moment's worth under load, none otherwise. Vacuumed by who fills it: at
 * thousands of rows a second the table would grow faster than autovacuum comes by.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table inbox (
    user_id bigint not null,
    event_id bigint not null,
    app_id integer not null,
    api_key_id integer not null,
    remote_address text,
    trace_id text,
    received_at timestamptz not null,
    raw text not null,
    failure text,
    primary key (user_id, event_id)
  )`.execute(db);
}
