import { sql } from "kysely";
import type { UserIds } from "../db/user-ids.ts";
import { forgetOwn, type Orphans } from "./forget-own.ts";
import { forgetShared } from "./forget-shared.ts";
import { forgetTotals } from "./forget-totals.ts";
import type { RunSql } from "./run-sql.ts";

export interface Forgetting {
  readonly appId: number;
  /** Locked by the caller, in the order of their ids. */
  readonly userIds: readonly string[];
  /** Only events before this moment; all when not given. */
  readonly before?: Date | undefined;
  /** The most events. */
  readonly limit: number;
  /** What is asked for on the blacklist stays: addresses, e-mails and phones of users who are on it. */
  readonly keepsBlacklisted: boolean;
}

export interface Forgotten {
  readonly events: number;
  /** Addresses, devices, sessions, e-mails and phones of users. */
  readonly identities: number;
}

/** How many of the deleted events named a thing. */
export interface GoneCount {
  readonly kind: "ip" | "device" | "session" | "email" | "phone" | "url" | "referer" | "user_agent" | "domain";
  /** Empty of what is counted for the app alone. */
  readonly user_id: string;
  readonly value: string;
  readonly events: number;
}

/**
 * Deletes events, the oldest first, and of their users what no event names any more; counters say afterwards what is left, and the users are due. In the order
 * in which all writers lock: users before, then what they share, their own rows, totals.
 */
export async function forgetEvents(run: RunSql, ids: UserIds, forgetting: Forgetting): Promise<Forgotten> {
  const gone = await deleteEvents(run, forgetting);
  const events = total(gone.filter(({ kind }) => kind === "session"));
  if (events === 0) return { events: 0, identities: 0 };
  const orphans = await findOrphans(run, gone, forgetting);
  await forgetShared(run, { ...forgetting, gone, orphans });
  await forgetOwn(run, { gone, orphans });
  await recount(run, forgetting.userIds, gone);
  await forgetTotals(run, ids, { appId: forgetting.appId, gone });
  return { events, identities: Object.values(orphans).reduce((sum, rows) => sum + rows.length, 0) };
}

function deleteEvents(run: RunSql, { userIds, before, limit }: Forgetting): Promise<readonly GoneCount[]> {
  const old = before === undefined ? sql`` : sql`and time < ${before.toISOString()}::timestamptz`;
  const counted = (kind: string, value: ReturnType<typeof sql>, from = sql`gone g`) =>
    sql`select ${sql.lit(kind)} as kind, g.user_id::text as user_id, ${value} as value, count(*)::integer as events
      from ${from} where ${value} is not null group by 2, 3`;
  const ofApp = (kind: string, value: ReturnType<typeof sql>, from = sql`gone g`) =>
    sql`select ${sql.lit(kind)}, '', ${value}, count(*)::integer from ${from} where ${value} is not null group by 3`;
  return run<GoneCount>(sql`with doomed as (
      select user_id, time, event_id from events where user_id in (select unnest(${userIds}::bigint[])) ${old}
      order by user_id, time, event_id limit ${limit}
    ),
    gone as materialized (
      delete from events e using doomed d where e.user_id = d.user_id and e.time = d.time and e.event_id = d.event_id
      returning e.user_id, e.session_id, e.device_id, e.address, e.email_id, e.phone_id, e.url, e.referer
    )
    ${sql.join(
      [
        counted("ip", sql`host(g.address)`),
        counted("device", sql`g.device_id::text`),
        counted("session", sql`g.session_id::text`),
        counted("email", sql`g.email_id::text`),
        counted("phone", sql`g.phone_id::text`),
        ofApp("url", sql`g.url`),
        ofApp("referer", sql`g.referer`),
        ofApp(
          "user_agent",
          sql`d.user_agent`,
          sql`gone g join user_devices d on d.user_id = g.user_id and d.device_id = g.device_id`,
        ),
        ofApp(
          "domain",
          sql`m.domain`,
          sql`gone g join user_emails m on m.user_id = g.user_id and m.email_id = g.email_id`,
        ),
      ],
      sql` union all `,
    )}`);
}

/** How events name what a user has. */
const NAMED_BY = {
  ip: { table: "user_ips", key: "address", type: "inet", value: sql`host(o.address)`, column: "address" },
  device: {
    table: "user_devices",
    key: "device_id",
    type: "bigint",
    value: sql`o.device_id::text`,
    column: "device_id",
  },
  session: {
    table: "sessions",
    key: "session_id",
    type: "bigint",
    value: sql`o.session_id::text`,
    column: "session_id",
  },
  email: { table: "user_emails", key: "email_id", type: "bigint", value: sql`o.address`, column: "email_id" },
  phone: { table: "user_phones", key: "phone_id", type: "bigint", value: sql`o.number`, column: "phone_id" },
} as const;
const ON_THE_BLACKLIST: ReadonlySet<string> = new Set(["ip", "email", "phone"]);

/** What the deleted events named and no stored one does. */
async function findOrphans(
  run: RunSql,
  gone: readonly GoneCount[],
  { keepsBlacklisted }: Pick<Forgetting, "keepsBlacklisted">,
): Promise<Orphans> {
  const found = async (kind: keyof typeof NAMED_BY) => {
    const { table, key, type, value, column } = NAMED_BY[kind];
    const named = gone.filter((each) => each.kind === kind);
    if (named.length === 0) return [];
    const kept =
      keepsBlacklisted && ON_THE_BLACKLIST.has(kind)
        ? sql`and not exists (select from users u where u.user_id = o.user_id and u.decision = 'blacklist')`
        : sql``;
    return run<Orphans["ip"][number]>(sql`select o.user_id::text as user_id, ${value} as value
      from unnest(${named.map((each) => each.user_id)}::bigint[], ${named.map((each) => each.value)}::${sql.raw(type)}[]) as g(user_id, value)
      join ${sql.table(table)} o on o.user_id = g.user_id and o.${sql.ref(key)} = g.value
      where not exists (select from events e where e.user_id = o.user_id and e.${sql.ref(column)} = g.value) ${kept}`);
  };
  return {
    ip: await found("ip"),
    device: await found("device"),
    session: await found("session"),
    email: await found("email"),
    phone: await found("phone"),
  };
}

async function recount(run: RunSql, userIds: readonly string[], gone: readonly GoneCount[]): Promise<void> {
  const sessions = gone.filter(({ kind }) => kind === "session");
  await run(sql`update users u set
      event_count = greatest(u.event_count - g.events, 0),
      ip_count = (select count(*) from user_ips o where o.user_id = u.user_id),
      device_count = (select count(*) from user_devices o where o.user_id = u.user_id),
      session_count = (select count(*) from sessions o where o.user_id = u.user_id),
      country_count = (select count(distinct coalesce(o.country, '')) from user_ips o where o.user_id = u.user_id),
      last_email = (select o.address from user_emails o where o.user_id = u.user_id and o.address = u.last_email),
      last_phone = (select o.number from user_phones o where o.user_id = u.user_id and o.number = u.last_phone),
      revision = u.revision + 1,
      due_at = coalesce(u.due_at, clock_timestamp())
    from (
      select user_id, sum(events) as events from unnest(${sessions.map(({ user_id }) => user_id)}::bigint[], ${sessions.map(({ events }) => events)}::integer[]) as s(user_id, events)
      group by user_id
    ) g where u.user_id = g.user_id and u.user_id in (select unnest(${userIds}::bigint[]))`);
}

function total(counts: readonly GoneCount[]): number {
  return counts.reduce((sum, { events }) => sum + events, 0);
}
