import { sql, type Kysely } from "kysely";

/**
 * What keeps two users apart whose names have the same hash: which of the two has another id, and which name that was cut to what
 * is stored is meant. Names of any length: their digest is the key.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table user_id_overrides (
    app_id integer not null references apps,
    name_digest bytea not null check (octet_length(name_digest) = 32),
    name text not null,
    rehash integer not null check (rehash > 0),
    created_at timestamptz(3) not null default now(),
    primary key (app_id, name_digest)
  )`,
  sql`alter table users add column name_check bigint`,
];
