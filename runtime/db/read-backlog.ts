import { sql } from "kysely";
import type { Store } from "./store.ts";

/** What is acknowledged and not done, of all processes that share the database. Counts stop at `MOST_COUNTED`. */
export interface Backlog {
  readonly dueUsers: number;
  /** How long the one who waits longest has waited for a score; 0 when nobody waits. */
  readonly oldestDueSeconds: number;
  readonly inboxEvents: number;
  readonly oldestInboxSeconds: number;
  /** Events that could not be stored, kept for people to look at. */
  readonly setAsideEvents: number;
  /** Messages that webhooks have not taken yet. */
  readonly webhookMessages: number;
}

/** Enough to see that something is wrong, and little enough to count at every look. */
export const MOST_COUNTED = 100_000;

/** @throws the database's error. */
export async function readBacklog({ db }: Pick<Store, "db">): Promise<Backlog> {
  const { rows } = await sql<Backlog>`select
      -- In the order of the index, so that it is read and not the users.
      (select count(*) from (select due_at from users where due_at is not null order by due_at limit ${MOST_COUNTED}) d)::integer
        as "dueUsers",
      ${ageOf(sql`(select due_at from users where due_at is not null order by due_at limit 1)`)} as "oldestDueSeconds",
      (select count(*) from (select from inbox where failure is null limit ${MOST_COUNTED}) i)::integer as "inboxEvents",
      ${ageOf(sql`(select min(received_at) from inbox where failure is null)`)} as "oldestInboxSeconds",
      (select count(*) from (select from inbox where failure is not null limit ${MOST_COUNTED}) s)::integer
        as "setAsideEvents",
      (select count(*) from (select from webhook_messages where next_at is not null limit ${MOST_COUNTED}) w)::integer
        as "webhookMessages"`.execute(db);
  const [backlog] = rows;
  if (backlog === undefined) throw new Error("invariant: a query of counts has one row");
  return backlog;
}

function ageOf(moment: ReturnType<typeof sql>) {
  return sql`greatest(0, coalesce(extract(epoch from clock_timestamp() - ${moment}), 0))::double precision`;
}
