import { sql } from "kysely";
import { createStatement, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { typesOf, upsert } from "../db/upsert.ts";
import { UPSERTS } from "./batch-columns.ts";

export const TOTAL_TABLES = ["domains", "user_agents", "urls", "referers", "countries", "networks", "fields"] as const;
export type TotalTable = (typeof TOTAL_TABLES)[number];

/** What is counted for the whole app: rows of `TOTAL_TABLES`. The tables come in one order for all writers. */
export function createTotalsStatement(store: Store): Statement<Record<string, never>> {
  return createStatement(store, "ingest totals", ({ rows }) => {
    const upserts = TOTAL_TABLES.map((table) => {
      const insert = upsert(table, UPSERTS[table], sql`${rows(table, typesOf(UPSERTS[table]))} b`);
      return sql`${sql.ref(`${table}_written`)} as (${insert})`;
    });
    return sql`with ${sql.join(upserts)} select`;
  });
}

/**
 * How often addresses were seen: rows `ips`; the addresses are there. A statement of its own, and for few rows at a time: ingest waits
 * for an address that is locked here.
 */
export function createIpTotalsStatement(store: Store): Statement<Record<string, never>> {
  const columns = { app_id: "integer", address: "inet", event_count: "integer", last_seen: "timestamptz" } as const;
  return createStatement(
    store,
    "ingest ip totals",
    ({ rows }) => sql`with given as materialized (select * from ${rows("ips", columns)} b),
      locked as materialized (
        select i.app_id, i.address from given g join ips i using (app_id, address) order by i.app_id, i.address for update of i
      )
      update ips i set event_count = i.event_count + g.event_count, last_seen = greatest(i.last_seen, g.last_seen)
      from given g where i.app_id = g.app_id and i.address = g.address and (select count(*) from locked) > 0`,
  );
}
