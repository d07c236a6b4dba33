import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { expect } from "vitest";
import type { PressCounts } from "./pressing-clients.ts";

/** What the database holds of what was pressed under one name. */
export interface Kept {
  readonly stored: number;
  readonly identities: number;
  /** As the users' own counters say. */
  readonly counted: number;
  readonly users: number;
  /**
   * Users who are judged with their last event: they are not due, and who stores an event marks its user due with it. Where clocks are right,
   * the score also speaks of a moment after the event's arrival.
   */
  readonly scored: number;
}

type Clocks = "right" | "wrong";

// The id of an event holds the moment of its arrival.
const KEPT = `
  with pressed as (
    select user_id, count(*) as events, count(distinct trace_id) as identities, max(event_id) as newest
    from events where starts_with(trace_id, $1 || '-') group by user_id
  )
  select coalesce(sum(p.events), 0)::integer as stored, coalesce(sum(p.identities), 0)::integer as identities,
    coalesce(sum(u.event_count), 0)::integer as counted, count(*)::integer as users,
    count(*) filter (where u.due_at is null and s.user_id is not null
      and ($2 or s.as_of >= to_timestamp((1704067200000 + (p.newest >> 22)) / 1000.0) - interval '1 ms'))::integer as scored
  from pressed p join users u using (user_id) left join scores s using (user_id)`;

const PENDING = `
  select (select count(*) from inbox where failure is null)::integer as waiting,
    (select count(*) from users where due_at is not null)::integer as due`;

/** Waits until nothing waits to be stored or judged, and asks what is there. */
export async function keptIn(databaseUrl: string, name: string, clocks: Clocks): Promise<Kept> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ waiting: number; due: number }>(PENDING);
      const [pending] = rows;
      if (pending?.waiting === 0 && pending.due === 0) break;
      await sleep(50);
    }
    const { rows } = await client.query<Kept>(KEPT, [name, clocks === "wrong"]);
    const [kept] = rows;
    if (kept === undefined) throw new Error("invariant: sums have a row");
    return kept;
  } finally {
    await client.end();
  }
}

/** Everything that was sent is acknowledged, everything acknowledged is stored once, and every user is scored with it. */
export async function expectKept(counts: PressCounts, databaseUrl: string, clocks: Clocks = "right"): Promise<Kept> {
  const kept = await keptIn(databaseUrl, counts.name, clocks);
  expect({ ...kept, acknowledged: counts.acknowledged, strange: counts.strange }).toEqual({
    acknowledged: counts.sent,
    stored: counts.sent,
    identities: counts.sent,
    counted: counts.sent,
    users: kept.users,
    scored: kept.users,
    strange: [],
  });
  expect(counts.saidWhen).toBe(counts.unavailable);
  return kept;
}
