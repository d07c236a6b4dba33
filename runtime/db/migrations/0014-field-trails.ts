import { sql, type Kysely } from "kysely";

/**
 * The trail of each user's field changes: every change has its place and a seal over itself and the one before, and `field_trails` says where each
 * trail begins and ends (decision 13). The seals need the installation's secret, which no migration has: changes from before have the place 0, and
 * how many they are is written down, so that nobody can add to them.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter table field_changes add column sequence bigint not null default 0 check (sequence >= 0), add column mac text collate "C"`,
  // What is written from now on has a place.
  sql`alter table field_changes alter column sequence drop default`,
  sql`create unique index field_changes_sequence on field_changes (user_id, sequence) where sequence > 0`,
  sql`create table field_trails (
    user_id bigint primary key,
    app_id integer not null,
    anchor_sequence bigint not null,
    anchor_mac text collate "C" not null,
    anchor_seal text collate "C" not null,
    sequence bigint not null,
    mac text collate "C" not null,
    seal text collate "C" not null,
    older integer not null default 0
  ) with (fillfactor = 80)`,
  sql`insert into field_trails (user_id, app_id, anchor_sequence, anchor_mac, anchor_seal, sequence, mac, seal, older)
    select user_id, min(app_id), 0, '', '', 0, '', '', count(*) from field_changes group by user_id`,
  sql`insert into installation (name, value)
    select 'changes_before_trails', count(*)::text from field_changes having count(*) > 0`,
];
