import { sql, type Transaction } from "kysely";
import { VALUE_CAP } from "../../dsl/types/sources.ts";
import type { Database } from "../db/schema.ts";
import { dueMark } from "../scoring/due-mark.ts";

/** What `peers` are found by, as `stored-peers.ts` reads it. */
const SHARED = [
  { table: "user_ips", value: "address" },
  { table: "user_ips", value: "subnet" },
  { table: "user_devices", value: "device_id" },
  { table: "user_emails", value: "address" },
  { table: "user_phones", value: "number" },
] as const;

/** More than this are judged at their next event: a decision must not hold up the operator. */
const MOST_SHARERS = 10_000;

/**
 * Has those judged again who may see a user among their peers: of each of the user's newest thousand values the users who used it
 * last, ten thousand in all. Locks in the order of the ids.
 */
export async function markSharersDue(db: Transaction<Database>, userId: string): Promise<void> {
  const sharers = SHARED.map(({ table, value }) => {
    const column = sql.ref(value);
    const present = table === "user_devices" ? sql` and p.user_agent is not null` : sql``;
    return sql`(select s.user_id from (
        select o.app_id, o.${column} as value from ${sql.table(table)} o
        where o.user_id = ${userId} and o.${column} is not null group by o.app_id, o.${column} order by max(o.last_seen) desc limit 1000
      ) own cross join lateral (
        select p.user_id from ${sql.table(table)} p where p.app_id = own.app_id and p.${column} = own.value${present}
        order by p.last_hour desc, p.user_id desc limit ${VALUE_CAP}
      ) s)`;
  });
  await sql`with concerned as (
      select user_id from users where user_id <> ${userId}
        and user_id in (select user_id from (${sql.join(sharers, sql` union `)}) s limit ${MOST_SHARERS})
      order by user_id for update
    ) update users u set ${dueMark("shared", "u")}
      from concerned where u.user_id = concerned.user_id`.execute(db);
}
