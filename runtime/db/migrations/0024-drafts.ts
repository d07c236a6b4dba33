import { sql, type Kysely } from "kysely";

/** Texts of rule files that operators have changed and not saved yet, each operator's own. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  // Never the same twice: a draft that was given up and begun again is not taken for the one before.
  sql`create sequence draft_versions as integer`,
  sql`create table drafts (
    app_id integer not null references apps,
    operator_id integer not null references operators on delete cascade,
    path text collate "C" not null,
    text text not null,
    -- SHA-256 of the pack's text that it began from; null for a file that the pack does not have.
    based_on text collate "C",
    version integer not null default nextval('draft_versions'),
    updated_at timestamptz(3) not null,
    primary key (app_id, operator_id, path)
  )`,
];
