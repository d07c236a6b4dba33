import { sql, type Kysely } from "kysely";

/** Questions of the dry-run that operators keep for a link, with what was counted then: without any user. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table saved_dry_runs (
    -- Not to be guessed: it stands in a link.
    saved_id text collate "C" primary key,
    app_id integer not null references apps,
    operator_id integer references operators on delete set null,
    path text not null,
    rule_id text not null,
    text text not null,
    question jsonb not null,
    answer jsonb not null,
    saved_at timestamptz(3) not null
  )`,
  sql`create index on saved_dry_runs (app_id, saved_at)`,
];
