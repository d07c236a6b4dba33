import { sql, type RawBuilder } from "kysely";
import type { PoolClient } from "pg";
import { compileRaw, inTransaction, type Store } from "../db/store.ts";
import { dueMark } from "./due-mark.ts";

/**
 * Up to so many users of an address every one of them shows the exact number; above, it is told anew when it has doubled (and
 * to each user who is seen there again): a large network costs a row a user instead of a row a pair of users.
 */
const EXACT_UP_TO = 64;
const VALUES_A_ROUND = 50;

const KINDS = [
  { table: "ips", column: "address", users: "user_ips" },
  { table: "phones", column: "number", users: "user_phones" },
] as const;
type Kind = (typeof KINDS)[number];

/**
 * Tells the users of shared addresses and phone numbers how many they are, and makes them due.
 * Answers whether there is more to tell.
 */
export async function spreadCounts(store: Store): Promise<boolean> {
  let more = false;
  for (const kind of KINDS) more = (await spreadKind(store, kind)) || more;
  return more;
}

async function spreadKind(store: Store, { table, column, users }: Kind): Promise<boolean> {
  const shared = sql.table(table);
  const value = sql.ref(column);
  const owners = sql.table(users);
  const stale = sql`user_count <> spread_count and (user_count <= ${EXACT_UP_TO} or user_count >= 2 * spread_count)`;
  // By keys: any other plan for a row that is most often not there reads the whole table first.
  const found = await runner(store, store.keyed)(sql`select 1 from ${shared} where ${stale} limit 1`);
  if (found.length === 0) return false;
  return inTransaction({ pool: store.keyed }, async (client) => {
    const run = runner(store, client);
    const told = await run<{ app_id: number; value: string; user_count: number }>(
      sql`select app_id, ${value}::text as value, user_count from ${shared} where ${stale} order by app_id, ${value} limit ${VALUES_A_ROUND}`,
    );
    const batch = sql`unnest(${told.map(({ app_id }) => app_id)}::integer[], ${told.map((row) => row.value)}::${column === "address" ? sql`inet[]` : sql`text[]`},
      ${told.map(({ user_count }) => user_count)}::integer[]) as b(app_id, value, user_count)`;
    // Users first, in the order of their ids, then what they share: the order of all writers.
    await run(
      sql`select u.user_id from users u where u.user_id in (
        select o.user_id from ${owners} o join ${batch} on o.app_id = b.app_id and o.${value} = b.value and o.user_count <> b.user_count
      ) order by u.user_id for update`,
    );
    const changed = await run<{ user_id: string }>(
      sql`update ${owners} o set user_count = b.user_count from ${batch}
        where o.app_id = b.app_id and o.${value} = b.value and o.user_count <> b.user_count returning o.user_id`,
    );
    await run(
      sql`update users set ${dueMark("shared")}
        where user_id in (select unnest(${changed.map(({ user_id }) => user_id)}::bigint[]))`,
    );
    await run(
      sql`update ${shared} s set spread_count = b.user_count from ${batch} where s.app_id = b.app_id and s.${value} = b.value`,
    );
    return told.length === VALUES_A_ROUND;
  });
}

function runner(store: Store, client: Pick<PoolClient, "query">) {
  return async <R extends object>(statement: RawBuilder<unknown>): Promise<readonly R[]> => {
    const { sql: text, parameters } = compileRaw(store, statement);
    return (await client.query<R>(text, [...parameters])).rows;
  };
}
