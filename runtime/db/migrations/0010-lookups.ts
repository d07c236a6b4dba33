import { sql, type Kysely } from "kysely";

/** What was asked of others over the network, with the answer, until it is to be asked again. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table lookups (
    kind text collate "C" not null,
    subject text collate "C" not null,
    answer boolean,
    failure text,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (kind, subject),
    check ((answer is null) = (failure is not null))
  )`.execute(db);
}
