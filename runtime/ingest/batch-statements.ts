import { sql, type RawBuilder } from "kysely";
import { recordset, upsert, type ColumnType } from "../db/upsert.ts";
import { UPSERTS, USER_CHANGES, type RowOfColumns } from "./batch-columns.ts";

export interface NewUserRow {
  readonly user_id: string;
  readonly app_id: number;
  readonly name: string;
  readonly anonymous: boolean;
  /** ISO text. */
  readonly time: string;
}

/**
 * Makes the users who are missing and locks those who are there, one after the other in the order of their ids.
 * The update that never happens is what locks: no row is written for a known user.
 */
export function lockUsers(rows: readonly NewUserRow[]): RawBuilder<unknown> {
  const columns = {
    user_id: "bigint",
    app_id: "integer",
    name: "text",
    anonymous: "boolean",
    time: "timestamptz",
  } as const;
  return sql`insert into users (user_id, app_id, name, anonymous, first_seen, last_seen, event_count, ip_count, device_count,
      country_count, session_count, session_id, revision)
    select user_id, app_id, name, anonymous, time, time, 0, 0, 0, 0, 0, 0, 0
    from ${recordset(rows, columns)} order by user_id
    on conflict (user_id) do update set name = users.name where false`;
}

/** What the locked users are and have: one row with two lists. A statement of its own: it must see what others wrote before the lock was free. */
export function readLockedUsers(
  userIds: readonly string[],
  pairs: Readonly<Record<KnownPairRow["kind"], readonly ValuePair[]>>,
): RawBuilder<unknown> {
  return sql`select
    (select coalesce(json_agg(found), '[]') from (${usersWithSessions(userIds)}) found) as users,
    (select coalesce(json_agg(found), '[]') from (${knownPairs(pairs)}) found) as pairs`;
}

export interface LockedUsersRow {
  readonly users: readonly LockedUserRow[];
  readonly pairs: readonly KnownPairRow[];
}

/** From JSON: ids are texts, times ISO texts. */
export interface LockedUserRow {
  readonly user_id: string;
  readonly name: string;
  readonly event_count: number;
  readonly last_seen: string;
  readonly session_id: string | null;
  readonly started: string | null;
  readonly session_last_seen: string | null;
  readonly session_events: number | null;
  readonly addresses: readonly string[] | null;
  readonly device_ids: readonly string[] | null;
  readonly countries: readonly string[] | null;
}

function usersWithSessions(userIds: readonly string[]): RawBuilder<unknown> {
  return sql`select u.user_id::text, u.name, u.event_count, u.last_seen, s.session_id::text, s.started,
      s.last_seen as session_last_seen, s.event_count as session_events, s.addresses, s.device_ids::text[] as device_ids, s.countries
    from users u left join sessions s on s.user_id = u.user_id and s.session_id = u.session_id
    where u.user_id in (select unnest(${[...userIds]}::bigint[]))`;
}

export interface ValuePair {
  readonly user_id: string;
  readonly value: string;
}

export interface KnownPairRow extends ValuePair {
  readonly kind: "ip" | "device" | "email" | "phone";
  /** Of an address. */
  readonly country: string | null;
}

/** Which of these the users had before: what is missing is new and counts. */
function knownPairs(pairs: Readonly<Record<KnownPairRow["kind"], readonly ValuePair[]>>): RawBuilder<unknown> {
  const known = (kind: KnownPairRow["kind"], table: string, column: string, type: ColumnType) => {
    const given = recordset(pairs[kind], { user_id: "bigint", value: type });
    const value = type === "inet" ? sql`host(b.value)` : sql`b.value::text`;
    const country = kind === "ip" ? sql`t.country` : sql`null`;
    return sql`select ${sql.lit(kind)} as kind, b.user_id::text, ${value} as value, ${country} as country
      from ${given} join ${sql.table(table)} t on t.user_id = b.user_id and t.${sql.ref(column)} = b.value`;
  };
  return sql`${known("ip", "user_ips", "address", "inet")}
    union all ${known("device", "user_devices", "device_id", "bigint")}
    union all ${known("email", "user_emails", "address", "text")}
    union all ${known("phone", "user_phones", "number", "text")}`;
}

type Rows<T extends keyof typeof UPSERTS> = readonly RowOfColumns<(typeof UPSERTS)[T]>[];

export interface SharedValueRow {
  readonly kind: "ip" | "email" | "phone";
  readonly app_id: number;
  readonly value: string;
  readonly blacklisted: boolean;
  readonly user_count: number;
  /** Others who have the value still show an older `user_count`. */
  readonly stale: boolean;
}

const SHARED_TABLES = ["ips", "emails", "phones"] as const;
export type SharedTable = (typeof SHARED_TABLES)[number];

// What a user's own rows copy from the shared ones.
const ANSWERS: { readonly [T in SharedTable]: RawBuilder<unknown> } = {
  ips: sql`returning 'ip' as kind, app_id, host(address) as value, blacklisted, user_count, user_count <> spread_count as stale`,
  emails: sql`returning 'email' as kind, app_id, address as value, blacklisted, user_count, false as stale`,
  phones: sql`returning 'phone' as kind, app_id, number as value, blacklisted, user_count, user_count <> spread_count as stale`,
};

/** What users share. The tables come in one order for all writers. */
export function writeShared(rows: { readonly [T in SharedTable]: Rows<T> }): RawBuilder<unknown> {
  const inserts = SHARED_TABLES.map(
    (table) => [table, sql`${upsert(table, rows[table], UPSERTS[table])} ${ANSWERS[table]}`] as const,
  );
  return sql`${together(inserts)} select * from ips_written
    union all select * from emails_written union all select * from phones_written`;
}

const TOTAL_TABLES = ["domains", "user_agents", "urls", "referers", "countries", "networks", "fields"] as const;
export type TotalTable = (typeof TOTAL_TABLES)[number];

export interface IpTotalRow {
  readonly app_id: number;
  readonly address: string;
  readonly event_count: number;
  readonly last_seen: string;
}

/** What is counted for the whole app. The tables come in one order for all writers. */
export function writeTotals(
  rows: { readonly [T in TotalTable]: Rows<T> },
  ips: readonly IpTotalRow[],
): RawBuilder<unknown> {
  const columns = { app_id: "integer", address: "inet", event_count: "integer", last_seen: "timestamptz" } as const;
  const counted = sql`with given as (select * from ${recordset(ips, columns)}),
    locked as (
      select i.app_id, i.address from ips i join given g using (app_id, address) order by i.app_id, i.address for update of i
    )
    update ips i set event_count = i.event_count + g.event_count, last_seen = greatest(i.last_seen, g.last_seen)
    from given g join locked using (app_id, address) where i.app_id = g.app_id and i.address = g.address`;
  const inserts = TOTAL_TABLES.map((table) => [table, upsert(table, rows[table], UPSERTS[table])] as const);
  return sql`${together([["ips", counted], ...inserts])} select`;
}

const USER_TABLES = [
  "user_ips",
  "user_devices",
  "user_emails",
  "user_phones",
  "sessions",
  "events",
  "field_changes",
  "logbook",
] as const;
export type UserTable = (typeof USER_TABLES)[number];

/** Tables of what a user has, with the column that names the thing and whether its events are counted. */
const SEEN_AGAIN = {
  user_ips: { column: "address", type: "inet", counted: true },
  user_devices: { column: "device_id", type: "bigint", counted: true },
  user_emails: { column: "address", type: "text", counted: false },
  user_phones: { column: "number", type: "text", counted: false },
} as const satisfies Readonly<Record<string, { column: string; type: ColumnType; counted: boolean }>>;
export type OwnTable = keyof typeof SEEN_AGAIN;

/** A thing that the user had before: only when and how often it was seen changes. */
export interface SeenAgainRow {
  readonly user_id: string;
  readonly value: string;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly event_count: number;
}

export interface UserRows {
  readonly rows: { readonly [T in UserTable]: Rows<T> };
  readonly seenAgain: { readonly [T in OwnTable]: readonly SeenAgainRow[] };
}

/** Everything of the locked users but themselves; no other writer can touch these rows. A row is written or seen again, never both. */
export function writeUserRows({ rows, seenAgain }: UserRows): RawBuilder<unknown> {
  const inserts = USER_TABLES.flatMap((table) =>
    rows[table].length === 0 ? [] : [[table, upsert(table, rows[table], UPSERTS[table])] as const],
  );
  const updates = (Object.keys(SEEN_AGAIN) as readonly OwnTable[]).flatMap((table) =>
    seenAgain[table].length === 0 ? [] : [[`${table}_again`, updateSeen(table, seenAgain[table])] as const],
  );
  return sql`${together([...inserts, ...updates])} select`;
}

function updateSeen(table: OwnTable, rows: readonly SeenAgainRow[]): RawBuilder<unknown> {
  const { column, type, counted } = SEEN_AGAIN[table];
  const given = recordset(rows, {
    user_id: "bigint",
    value: type,
    first_seen: "timestamptz",
    last_seen: "timestamptz",
    event_count: "integer",
  });
  const count = counted ? sql`, event_count = t.event_count + b.event_count` : sql``;
  return sql`update ${sql.table(table)} t set first_seen = least(t.first_seen, b.first_seen),
      last_seen = greatest(t.last_seen, b.last_seen)${count}
    from ${given} where t.user_id = b.user_id and t.${sql.ref(column)} = b.value`;
}

function together(inserts: readonly (readonly [name: string, insert: RawBuilder<unknown>])[]): RawBuilder<unknown> {
  const ctes = inserts.map(([name, insert]) => sql`${sql.ref(`${name}_written`)} as (${insert})`);
  return sql`with ${sql.join(ctes)}`;
}

/** The users themselves, due from now on. Runs after the addresses are written: it counts their countries. */
export function updateUsers(rows: readonly RowOfColumns<typeof USER_CHANGES>[]): RawBuilder<unknown> {
  return sql`update users u set
      first_seen = least(u.first_seen, b.first_seen),
      last_seen = greatest(u.last_seen, b.last_seen),
      created_sent = coalesce(b.created_sent, u.created_sent),
      first_name = coalesce(b.first_name, u.first_name),
      last_name = coalesce(b.last_name, u.last_name),
      full_name = coalesce(b.full_name, u.full_name),
      last_email = coalesce(b.last_email, u.last_email),
      last_phone = coalesce(b.last_phone, u.last_phone),
      session_id = b.session_id,
      event_count = u.event_count + b.events,
      ip_count = u.ip_count + b.new_ips,
      device_count = u.device_count + b.new_devices,
      session_count = u.session_count + b.new_sessions,
      country_count = case when b.recount_countries
        then (select count(distinct coalesce(i.country, '')) from user_ips i where i.user_id = u.user_id)
        else u.country_count end,
      revision = u.revision + 1,
      due_at = coalesce(u.due_at, clock_timestamp())
    from ${recordset(rows, USER_CHANGES)}
    where u.user_id = b.user_id`;
}
