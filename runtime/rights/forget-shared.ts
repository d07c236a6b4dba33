import { sql } from "kysely";
import type { GoneCount } from "./forget-events.ts";
import type { Orphans } from "./forget-own.ts";
import type { RunSql } from "./run-sql.ts";

export interface SharedForgetting {
  readonly appId: number;
  readonly gone: readonly GoneCount[];
  readonly orphans: Pick<Orphans, "ip" | "email" | "phone">;
}

/** In the order in which all writers lock them. */
const SHARED = [
  { thing: "ip", table: "ips", column: "address", type: "inet", counted: true },
  { thing: "email", table: "emails", column: "address", type: "text", counted: false },
  { thing: "phone", table: "phones", column: "number", type: "text", counted: false },
] as const;
type Shared = (typeof SHARED)[number];

/** Takes users and events off what users share. Who has a value still is told of it by `spreadCounts`; what nobody has goes. */
export async function forgetShared(run: RunSql, forgetting: SharedForgetting): Promise<void> {
  for (const shared of SHARED) {
    const less = lessOf(shared, forgetting);
    if (less.size === 0) continue;
    await takeOff(run, shared, forgetting.appId, less);
    const removed = await removeUnused(run, shared, forgetting.appId, [...less.keys()]);
    if (removed.length > 0 && shared.thing !== "phone") await forgetFacts(run, shared.table, forgetting.appId, removed);
  }
}

interface Less {
  users: number;
  events: number;
}

function lessOf({ thing, counted }: Shared, { gone, orphans }: SharedForgetting): ReadonlyMap<string, Less> {
  const less = new Map<string, Less>();
  const at = (value: string): Less => {
    const known = less.get(value) ?? { users: 0, events: 0 };
    less.set(value, known);
    return known;
  };
  for (const { value } of orphans[thing]) at(value).users += 1;
  if (counted) for (const { kind, value, events } of gone) if (kind === thing) at(value).events += events;
  return less;
}

async function takeOff(
  run: RunSql,
  { table, column, type, counted }: Shared,
  appId: number,
  less: ReadonlyMap<string, Less>,
): Promise<void> {
  const counts = [...less.values()];
  const events = counted ? sql`, event_count = greatest(s.event_count - g.events, 0)` : sql``;
  await run(sql`with given as materialized (
      select * from unnest(${[...less.keys()]}::${sql.raw(type)}[], ${counts.map(({ users }) => users)}::integer[],
        ${counts.map((each) => each.events)}::integer[]) as g(value, users, events)
    ),
    locked as materialized (
      select s.${sql.ref(column)} from ${sql.table(table)} s join given g on g.value = s.${sql.ref(column)}
      where s.app_id = ${appId} order by s.${sql.ref(column)} for update of s
    )
    update ${sql.table(table)} s set user_count = greatest(s.user_count - g.users, 0)${events}
    from given g where s.app_id = ${appId} and s.${sql.ref(column)} = g.value and (select count(*) from locked) > 0`);
}

async function removeUnused(
  run: RunSql,
  { table, column, type }: Shared,
  appId: number,
  values: readonly string[],
): Promise<readonly string[]> {
  const value = type === "inet" ? sql`host(${sql.ref(column)})` : sql.ref(column);
  const removed = await run<{ value: string }>(sql`delete from ${sql.table(table)}
    where app_id = ${appId} and ${sql.ref(column)} in (select unnest(${values}::${sql.raw(type)}[])) and user_count = 0
    returning ${value} as value`);
  return removed.map((row) => row.value);
}

/** What was known earlier of a value that is gone, and what others were asked about it. */
async function forgetFacts(run: RunSql, table: string, appId: number, values: readonly string[]): Promise<void> {
  await run(
    sql`delete from earlier_facts where app_id = ${appId} and kind = ${table} and value in (select unnest(${values}::text[]))`,
  );
  await run(sql`delete from lookups where subject in (select unnest(${values}::text[]))`);
}
