import { sql } from "kysely";
import { ROW_COLUMNS } from "../../compiler/index.ts";
import { ROW_CAP, VALUE_CAP, type PeerSource } from "../../dsl/types/sources.ts";
import { milliseconds, type Sql } from "./field-sql.ts";

/** How many users of one value are seen, and how many rows a user; tests lower them. */
export interface PeerCaps {
  readonly value: number;
  readonly rows: number;
}

export const PEER_CAPS: PeerCaps = { value: VALUE_CAP, rows: ROW_CAP };

/** Where it stands what each user has: one row a user and value, but for networks, of which a user may use several addresses. */
const SHARED_VALUES = {
  peers_by_ip: { table: "user_ips", value: "address", shared: "address", tie: null },
  peers_by_subnet: { table: "user_ips", value: "subnet", shared: "subnet", tie: "address" },
  peers_by_device: { table: "user_devices", value: "device_id", shared: "user_agent", tie: null },
  peers_by_phone: { table: "user_phones", value: "number", shared: "number", tie: null },
  peers_by_email: { table: "user_emails", value: "address", shared: "address", tie: null },
} as const satisfies Record<PeerSource, { table: string; value: string; shared: string; tie: string | null }>;

export interface StoredPeers {
  readonly source: PeerSource;
  readonly asOf: Sql;
  /** Read of `t`: the peer's row of `users` with what is shared. */
  readonly columns: readonly { readonly name: string; readonly value: Sql }[];
  /** The judged users: a SELECT of their `user_id`. */
  readonly users: Sql;
  /** A condition over `r`, the columns and the clock: rows for which it is not true are left out, after the caps. */
  readonly where: Sql | null;
  /** `where` is not true of who used the value longer ago, milliseconds before the judged moment: they are not even looked at. */
  readonly withinMs?: number | null | undefined;
  readonly caps: PeerCaps;
}

/**
 * The peers of some users, in two stages.
 *
 * Of each value that any of the users has: its users of the newest use, to the hour, as an index has them (`0004-peers.ts`),
 * never more than the cap, whoever shares it; and of these what is asked for. Of each user: its values, the newest first, and
 * for how many rows of each there is room. So a crowd is read once for everybody in it.
 *
 * Each stage is nested into the next instead of joined to it, and OFFSET 0 ends what is done once a value: how many users a
 * value has is what the planner cannot guess.
 */
export function storedPeers(request: StoredPeers): Sql {
  const columns = [ROW_COLUMNS.clock, ROW_COLUMNS.tie, ...request.columns.map(({ name }) => name)];
  const values = sql`select m.app_id, m.value, array_agg(m.user_id) as users, array_agg(m.last_hour) as hours, array_agg(m.room) as rooms
    from (${roomAtValues(request)}) m where m.room > 0 group by m.app_id, m.value`;
  const peers = sql`select v.users, v.hours, v.rooms, p.* from (${values}) v cross join lateral (${peerRows(request)}) p offset 0`;
  // Who stands behind the user itself moves up by one.
  return sql`select m.user_id, ${sql.join(columns.map((name) => sql.id("p", name)))}
    from (${peers}) p cross join lateral unnest(p.users, p.hours, p.rooms) as m (user_id, last_hour, room)
    where p.peer_id <> m.user_id
      and p.place - ((m.last_hour, m.user_id) > (p.last_hour, p.peer_id))::integer <= m.room`;
}

/** Which of the users' values have more users, or of a network uses, than are seen: a column `value` of text. */
export function crowdedValues(request: Pick<StoredPeers, "source" | "asOf" | "users">): Sql {
  const { table, value, shared } = SHARED_VALUES[request.source];
  return sql`select v.value::text as value from (select distinct o.app_id, o.value from (${ownValues(request)}) o) v
    where exists (select from ${sql.table(table)} n
      where n.app_id = v.app_id and ${sql.id("n", value)} = v.value and n.first_seen <= ${request.asOf}
        and ${sql.id("n", shared)} is not null
      offset ${VALUE_CAP})`;
}

/** Whether anybody else ever had a value that the user has: who is alone has no peers at any moment. */
export function hasCompany(sources: readonly PeerSource[], user: Sql): Sql {
  if (sources.length === 0) return sql`false`;
  const shares = sources.map((source) => {
    const { table, value, shared } = SHARED_VALUES[source];
    // Not EXISTS: the planner may answer that for all users at once, by reading both tables.
    return sql`(select true from ${sql.table(table)} o cross join lateral (
        select from ${sql.table(table)} n where n.app_id = o.app_id and ${sql.id("n", value)} = ${sql.id("o", value)}
          and ${sql.id("n", shared)} is not null and n.user_id <> o.user_id limit 1) n
      where o.user_id = ${user} limit 1) is not null`;
  });
  return sql`(${sql.join(shares, sql` or `)})`;
}

/** What the users have, of each the thousand values that it used last. */
function ownValues({ source, asOf, users }: Pick<StoredPeers, "source" | "asOf" | "users">): Sql {
  const { table, value, shared } = SHARED_VALUES[source];
  return sql`select j.user_id, o.* from (${users}) j cross join lateral (
      select o.app_id, ${sql.id("o", value)} as value, max(o.last_seen) as used, max(o.last_hour) as last_hour
      from ${sql.table(table)} o
      where o.user_id = j.user_id and o.first_seen <= ${asOf} and ${sql.id("o", shared)} is not null
      group by o.app_id, ${sql.id("o", value)} order by max(o.last_seen) desc, ${sql.id("o", value)} desc limit ${ROW_CAP}) o`;
}

/**
 * The users' values, each with the rows that are left for it when the newer ones have taken theirs. The last user that a value
 * shows tells how many there are, and whether the user itself is one of them: they are counted where somebody has an older value as well.
 */
function roomAtValues(request: StoredPeers): Sql {
  const own = sql`select o.*, lead(true) over (partition by o.user_id order by o.used desc, o.value desc) is not null as has_older
    from (${ownValues(request)}) o`;
  const values = sql`select o.app_id, o.value, array_agg(o.user_id) as users, array_agg(o.used) as uses, array_agg(o.last_hour) as hours,
      bool_or(o.has_older) as matters
    from (${own}) o group by o.app_id, o.value`;
  const last = sql`${shownUsers(request, sql`v.matters`)} order by place desc limit 1`;
  const counted = sql`select v.*, n.last_hour, n.user_id, n.place from (${values}) v left join lateral (${last}) n on true offset 0`;
  const others = sql`coalesce(v.place - ((o.last_hour, o.user_id) >= (v.last_hour, v.user_id))::integer, 0)::integer`;
  const each = sql`select v.app_id, v.value, o.user_id, o.used, o.last_hour, ${others} as others
    from (${counted}) v cross join lateral unnest(v.users, v.uses, v.hours) as o (user_id, used, last_hour)`;
  return sql`select o.user_id, o.app_id, o.value, o.last_hour, ${request.caps.rows}::bigint - coalesce(sum(o.others) over (
      partition by o.user_id order by o.used desc, o.value desc rows between unbounded preceding and 1 preceding), 0) as room
    from (${each}) o`;
}

/** The users that the value of `v` shows, with their places: of several uses in a network the newest tells a user's. None where `only` is not true. */
function shownUsers({ source, asOf, caps }: StoredPeers, only: Sql): Sql {
  const { table, value, shared, tie } = SHARED_VALUES[source];
  const order = [sql`n.last_hour desc`, sql`n.user_id desc`, ...(tie === null ? [] : [sql`${sql.id("n", tie)} desc`])];
  const newest = sql`select n.user_id, n.last_hour, n.last_seen, ${sql.id("n", shared)} as shared from ${sql.table(table)} n
    where n.app_id = v.app_id and ${sql.id("n", value)} = v.value and n.first_seen <= ${asOf}
      and ${sql.id("n", shared)} is not null and ${only}
    order by ${sql.join(order)} limit ${caps.value}`;
  const users =
    tie === null
      ? newest
      : sql`select n.user_id, max(n.last_hour) as last_hour, max(n.last_seen) as last_seen, n.shared
        from (${newest}) n group by n.user_id, n.shared`;
  return sql`select n.*, row_number() over (order by n.last_hour desc, n.user_id desc) as place from (${users}) n`;
}

/** The users that the value of `v` shows, as rows. */
function peerRows(request: StoredPeers): Sql {
  const { asOf, columns, where, withinMs = null } = request;
  // Those of the newest use have the first places: to end earlier changes none.
  const recent =
    withinMs === null ? sql`true` : sql`n.last_hour >= ${hourOf(sql`${asOf} - ${withinMs} * interval '1 ms'`)}`;
  const peers = sql`select v.value, n.place, n.last_hour, n.shared, n.last_seen as last_used,
      w.user_id, w.name, w.decision, w.decided_by, w.created_sent, w.first_seen, w.last_seen
    from (${shownUsers(request, recent)}) n join users w on w.user_id = n.user_id`;
  const rows = sql`select ${sql.join([
    sql`t.place`,
    sql`t.last_hour`,
    sql`t.user_id as peer_id`,
    sql`${milliseconds(sql`least(t.last_used, ${asOf})`)} as ${sql.id(ROW_COLUMNS.clock)}`,
    sql`lpad(t.user_id::text, 20, '0') || ' ' || t.value::text collate "C" as ${sql.id(ROW_COLUMNS.tie)}`,
    ...columns.map(({ name, value }) => sql`${value} as ${sql.id(name)}`),
  ])} from (${peers}) t`;
  return sql`select r.* from (${rows}) r${where === null ? sql`` : sql` where ${where}`}`;
}

/** As `last_hour` is made of `last_seen`. */
function hourOf(time: Sql): Sql {
  return sql`date_trunc('hour', (${time}) at time zone 'UTC')`;
}
