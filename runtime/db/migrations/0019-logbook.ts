import { sql, type Kysely } from "kysely";

/**
 * The logbook says with which status a request was answered and how long that took, takes questions about the blacklist, is bounded by age
 * and size per app, and is counted by the hour.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`alter domain request_outcome drop constraint request_outcome_check`,
  sql`alter domain request_outcome add constraint request_outcome_check
    check (value in ('stored', 'corrected', 'repeated', 'answered', 'rejected', 'failed', 'rate_limited'))`,
  // Lines of batches are those of stored events: they name no status.
  sql`alter table logbook add column status smallint not null default 200`,
  sql`update logbook set status = case outcome when 'rejected' then 400 when 'rate_limited' then 429 else 500 end
    where outcome in ('rejected', 'rate_limited', 'failed')`,
  // Null where nobody knows when the answer went out: its process has ended.
  sql`alter table logbook alter column ended drop not null, alter column ended drop default`,
  sql`alter table apps add column logbook_days integer not null default 30 check (logbook_days between 1 and 3650),
    add column logbook_mb integer not null default 32 check (logbook_mb between 1 and 10240)`,
  sql`create table logbook_hours (
    app_id integer not null,
    hour timestamptz(0) not null,
    endpoint text not null,
    outcome request_outcome not null,
    requests bigint not null,
    primary key (app_id, hour, endpoint, outcome)
  )`,
];
