import { sql, type Kysely } from "kysely";

/** What operators did with a user's data, what is left of users who were erased, and how far each app's retention has come. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table operator_actions (
    app_id integer not null,
    action_id bigint not null,
    operator_id integer,
    kind text not null,
    user_id bigint,
    details json,
    at timestamptz(3) not null,
    primary key (app_id, action_id)
  )`,
  sql`create table user_erasures (
    user_id bigint not null,
    erased_at millisecond_time not null,
    app_id integer not null,
    reason text not null check (reason in ('operator', 'retention')),
    operator_id integer,
    changes bigint not null,
    mac text collate "C" not null,
    seal text collate "C" not null,
    primary key (user_id, erased_at)
  )`,
  // A row is locked by whoever deletes the next batch; the user that the last batch ended with is where the next one begins.
  sql`create table retention_runs (
    app_id integer primary key references apps,
    cutoff timestamptz(3) not null,
    started timestamptz(3) not null,
    finished timestamptz(3),
    after_user_id bigint not null,
    events bigint not null default 0,
    changes bigint not null default 0,
    identities bigint not null default 0,
    users bigint not null default 0
  )`,
];
