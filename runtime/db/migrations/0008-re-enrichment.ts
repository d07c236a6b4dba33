import { sql, type Kysely } from "kysely";

/**
 * How far what was seen before has been asked about again, a row a kind. Its row is locked by whoever asks the next batch; the key that the last
 * batch ended with is where the next one begins, whichever process does it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table re_enrichment (
    kind text primary key,
    fingerprint text not null,
    started timestamptz not null,
    finished timestamptz,
    total bigint not null,
    done bigint not null,
    changed bigint not null,
    last_app_id integer not null,
    last_value text
  )`.execute(db);
}
