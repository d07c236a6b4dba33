import { sql } from "kysely";
import type { GoneCount } from "./forget-events.ts";
import type { RunSql } from "./run-sql.ts";

export type OwnThing = "ip" | "device" | "session" | "email" | "phone";

/** Things of users that no event names any more. */
export type Orphans = Readonly<Record<OwnThing, readonly { readonly user_id: string; readonly value: string }[]>>;

const OWN = {
  ip: { table: "user_ips", column: "address", type: "inet", counted: true },
  device: { table: "user_devices", column: "device_id", type: "bigint", counted: true },
  session: { table: "sessions", column: "session_id", type: "bigint", counted: true },
  email: { table: "user_emails", column: "address", type: "text", counted: false },
  phone: { table: "user_phones", column: "number", type: "text", counted: false },
} as const;

/** Deletes the rows of what is an orphan, and takes the deleted events off the others. */
export async function forgetOwn(
  run: RunSql,
  { gone, orphans }: { readonly gone: readonly GoneCount[]; readonly orphans: Orphans },
): Promise<void> {
  for (const kind of ["ip", "device", "session", "email", "phone"] as const) {
    const { table, column, type, counted } = OWN[kind];
    const rows = orphans[kind];
    const of = sql`t.user_id = g.user_id and t.${sql.ref(column)} = g.value`;
    if (rows.length > 0)
      await run(sql`delete from ${sql.table(table)} t using
        unnest(${rows.map((row) => row.user_id)}::bigint[], ${rows.map((row) => row.value)}::${sql.raw(type)}[]) as g(user_id, value) where ${of}`);
    const less = counted ? gone.filter((each) => each.kind === kind) : [];
    if (less.length > 0)
      await run(sql`update ${sql.table(table)} t set event_count = greatest(t.event_count - g.events, 0) from
        unnest(${less.map((row) => row.user_id)}::bigint[], ${less.map((row) => row.value)}::${sql.raw(type)}[], ${less.map(({ events }) => events)}::integer[])
          as g(user_id, value, events) where ${of}`);
  }
}
