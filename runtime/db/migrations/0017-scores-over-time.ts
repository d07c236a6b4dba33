import { sql, type Kysely } from "kysely";

/**
 * What scores were before, why users are judged, how far judging anew has come; and what keeps an address, an e-mail address or a
 * phone number off the blacklist although a blacklisted user has it.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  // Null is an event: ingest writes nothing.
  sql`alter table users add column due_why text check (due_why in ('change', 'facts', 'shared', 'decision'))`,
  sql`create table score_history (
    user_id bigint not null,
    as_of timestamptz not null,
    app_id integer not null,
    score smallint not null check (score between 0 and 99),
    status text not null check (status in ('normal', 'in_review', 'blacklisted', 'whitelisted')),
    matched jsonb not null,
    plan text not null,
    why text not null check (why in ('event', 'time', 'change', 'facts', 'shared', 'decision')),
    primary key (user_id, as_of)
  )`,
  // Rows come in the order of time: what retention looks for is found without an entry for each row.
  sql`create index score_history_as_of on score_history using brin (as_of) with (pages_per_range = 16)`,
  sql`create table judging_anew (
    app_id integer primary key,
    why text[] not null,
    changed_at timestamptz not null,
    total bigint,
    marked bigint not null,
    finished_at timestamptz
  )`,
  sql`alter table apps add column blacklist_most_users integer default 20 check (blacklist_most_users between 1 and 63)`,
  ...["ips", "emails", "phones"].map((table) => sql`alter table ${sql.table(table)} add column cleared_at timestamptz`),
  sql`create index users_blacklisted on users (app_id, decided_at desc, user_id desc) where decision = 'blacklist'`,
];
