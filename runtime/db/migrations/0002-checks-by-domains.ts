import { sql, type Kysely } from "kysely";

/**
 * Moves the checks of the tables that every event writes from the tables to the types of their columns. They say the same, but PostgreSQL reads a
 * table's checks anew for each statement that writes it, and a type's once a connection: a third of what a small batch cost.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const { name, base, check } of DOMAINS)
    await sql`create domain ${sql.table(name)} as ${sql.raw(base)} check (${check})`.execute(db);
  for (const [table, columns] of Object.entries(TYPED)) {
    await dropColumnChecks(db, table);
    const changes = Object.entries(columns).map(
      ([column, domain]) => sql`alter column ${sql.ref(column)} type ${sql.table(domain)}`,
    );
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(db);
  }
  for (const statement of EVENTS) await statement.execute(db);
}

const DOMAINS = [
  {
    name: "millisecond_time",
    base: "timestamptz",
    check: sql`value = date_trunc('milliseconds', value)`,
  },
  { name: "hour_of_day", base: "smallint", check: sql`value between 0 and 23` },
  { name: "trust_score", base: "smallint", check: sql`value between 0 and 99` },
  { name: "decision", base: "text", check: sql`value in ('blacklist', 'whitelist', 'review')` },
  { name: "decider", base: "text", check: sql`value in ('operator', 'threshold')` },
  {
    name: "request_outcome",
    base: "text",
    check: sql`value in ('stored', 'corrected', 'rejected', 'failed', 'rate_limited')`,
  },
] as const;
type Domain = (typeof DOMAINS)[number]["name"];

const SEEN = { first_seen: "millisecond_time", last_seen: "millisecond_time" } as const;

const TYPED: Readonly<Record<string, Readonly<Record<string, Domain>>>> = {
  users: { created_sent: "millisecond_time", ...SEEN, decision: "decision", decided_by: "decider" },
  scores: { score: "trust_score" },
  user_ips: SEEN,
  user_devices: SEEN,
  user_emails: SEEN,
  user_phones: SEEN,
  sessions: { started: "millisecond_time", last_seen: "millisecond_time" },
  field_changes: { time: "millisecond_time" },
  logbook: { outcome: "request_outcome" },
};

/**
 * The type of a column that partitions cannot change: the events move to a new table. All of them start in its default partition, from where
 * those of a month move on when that month gets a partition of its own (`partitions.ts`).
 */
const EVENTS = [
  sql`create table events_typed (
    user_id bigint not null,
    time millisecond_time not null,
    event_id bigint not null,
    session_id bigint not null,
    device_id bigint not null,
    email_id bigint,
    phone_id bigint,
    app_id integer not null,
    http_code smallint,
    local_hour hour_of_day not null,
    address inet not null,
    type text collate "C" not null,
    http_method text collate "C",
    url text collate "C" not null,
    path text collate "C",
    query text collate "C",
    referer text collate "C",
    page_title text collate "C",
    search_field text collate "C",
    search_value text collate "C",
    trace_id text,
    payload json
  ) partition by range (time)`,
  sql`create table events_typed_default partition of events_typed default`,
  sql`insert into events_typed select * from events`,
  sql`drop table events`,
  sql`alter table events_typed rename to events`,
  sql`alter table events_typed_default rename to events_default`,
  sql`alter table events add primary key (user_id, time, event_id)`,
];

/** Checks about one column; that a decision and who took it are there together stays with the table. */
async function dropColumnChecks(db: Kysely<never>, table: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select conname as name from pg_constraint
    where conrelid = ${table}::regclass and contype = 'c' and cardinality(conkey) = 1`.execute(db);
  for (const { name } of rows) await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db);
}
