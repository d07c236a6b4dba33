import { sql } from "kysely";
import { momentOfRowId } from "../db/row-ids.ts";
import type { Store } from "../db/store.ts";
import { readStoredFacts, type StoredFacts } from "./kept-facts.ts";
import { RE_ENRICHED } from "./kinds.ts";

/** What was known of an event's address when the event was stored. */
export interface FactsOfEvent extends StoredFacts {
  readonly eventId: string;
  /** Milliseconds. */
  readonly time: number;
  readonly address: string;
  /** The facts themselves, by column; those that are unknown are left out. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** When other facts took the place of these, milliseconds; null while they are what is known. */
  readonly until: number | null;
}

/** Of the newest events of a user. */
export async function factsOfEvents(
  { db }: Pick<Store, "db">,
  { userId, limit }: { readonly userId: string; readonly limit: number },
): Promise<readonly FactsOfEvent[]> {
  const events = await db
    .selectFrom("events")
    .select(["event_id", "time"])
    .where("user_id", "=", userId)
    .orderBy("time", "desc")
    .orderBy("event_id", "desc")
    .limit(limit)
    .execute();
  if (events.length === 0) return [];
  const stored = events.map(({ event_id: id }) => new Date(momentOfRowId(id)).toISOString());
  const given = sql`unnest(${events.map(({ event_id: id }) => id)}::bigint[],
    ${events.map(({ time }) => time.toISOString())}::timestamptz[], ${stored}::timestamptz[])`;
  const { rows } = await sql<FoundRow>`select e.event_id::text, e.time, host(e.address) as address, h.until,
      coalesce(h.facts, i.facts) as facts, coalesce(h.fact_values, i.fact_values) as fact_values
    from ${given} with ordinality as g(event_id, time, stored, place)
    join events e on e.user_id = ${userId} and e.time = g.time and e.event_id = g.event_id
    left join lateral (
      select f.until, f.facts, f.fact_values from earlier_facts f
      where f.app_id = e.app_id and f.kind = 'ips' and f.value = host(e.address) and f.until > g.stored
      order by f.until limit 1
    ) h on true
    left join lateral (
      select s.facts, json_strip_nulls(json_build_object(${sql.join(IP_FACTS)})) as fact_values
      from ips s where s.app_id = e.app_id and s.address = e.address
    ) i on true
    order by g.place`.execute(db);
  return rows.map(({ event_id: eventId, time, address, facts, fact_values: values, until }) => ({
    eventId,
    time: time.getTime(),
    address,
    values: values ?? {},
    ...readStoredFacts(facts),
    until: until?.getTime() ?? null,
  }));
}

const IP_FACTS = Object.keys(RE_ENRICHED.ips.facts).flatMap((name) => [sql.lit(name), sql.ref(`s.${name}`)]);

interface FoundRow {
  readonly event_id: string;
  readonly time: Date;
  readonly address: string;
  readonly until: Date | null;
  readonly facts: unknown;
  readonly fact_values: Readonly<Record<string, string | number | boolean>> | null;
}
