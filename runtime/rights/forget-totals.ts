import { sql } from "kysely";
import type { UserIds } from "../db/user-ids.ts";
import type { GoneCount } from "./forget-events.ts";
import type { RunSql } from "./run-sql.ts";

/** Totals whose values may tell of a person, in the order in which all writers lock them. */
const TOTALS = [
  { kind: "domain", table: "domains", key: "domain", type: "text", id: null },
  { kind: "user_agent", table: "user_agents", key: "user_agent_id", type: "bigint", id: "user_agent" },
  { kind: "url", table: "urls", key: "url_id", type: "bigint", id: "url" },
  { kind: "referer", table: "referers", key: "referer_id", type: "bigint", id: "referer" },
] as const;

/** Takes deleted events off the totals of their app; what no event names any more goes. */
export async function forgetTotals(
  run: RunSql,
  ids: UserIds,
  { appId, gone }: { readonly appId: number; readonly gone: readonly GoneCount[] },
): Promise<void> {
  for (const { kind, table, key, type, id } of TOTALS) {
    const less = gone.filter((each) => each.kind === kind);
    if (less.length === 0) continue;
    const keys = less.map(({ value }) => (id === null ? value : ids.valueId(appId, id, value)));
    const column = sql.ref(key);
    await run(sql`with given as materialized (
        select * from unnest(${keys}::${sql.raw(type)}[], ${less.map(({ events }) => events)}::integer[]) as g(key, events)
      ),
      locked as materialized (
        select t.${column} from ${sql.table(table)} t join given g on g.key = t.${column} where t.app_id = ${appId}
        order by t.${column} for update of t
      )
      update ${sql.table(table)} t set event_count = t.event_count - g.events
      from given g where t.app_id = ${appId} and t.${column} = g.key and (select count(*) from locked) > 0`);
    await run(sql`delete from ${sql.table(table)} where app_id = ${appId} and event_count <= 0
      and ${column} in (select unnest(${keys}::${sql.raw(type)}[]))`);
  }
}
