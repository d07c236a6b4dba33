import { sql, type Kysely } from "kysely";

/**
 * What was known of an address until its sources changed, with the day of each source: what an event was judged by can still be told when
 * newer facts have taken their place.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table earlier_facts (
    app_id integer not null,
    kind text not null,
    value text collate "C" not null,
    until timestamptz not null,
    fact_values json not null,
    facts json not null,
    primary key (app_id, kind, value, until)
  )`.execute(db);
}
