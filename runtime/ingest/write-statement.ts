import { sql, type RawBuilder } from "kysely";
import type { PoolClient } from "pg";
import { createStatement, type Given, type GivenRow, type LayeredRow, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { typesOf, upsert, type ColumnType, type UpsertColumns } from "../db/upsert.ts";
import { KEPT_LINES, NEW_USERS, UPSERTS, USER_CHANGES } from "./batch-columns.ts";
import { OWN_KINDS, OWN_TABLES, type OwnKind } from "./own-kinds.ts";

/** What users share, in the one order in which all writers take it. */
export const SHARED_TABLES = ["ips", "emails", "phones"] as const;
export type SharedTable = (typeof SHARED_TABLES)[number];

/** What users have and share in a way that is new, or written whole with a new session. */
const NEWS_TABLES = ["user_ips", "user_devices", "user_emails", "user_phones"] as const;
/** What every event brings. */
const EVENT_TABLES = ["sessions", "events", "logbook"] as const;
/** What few events bring. */
const TRAIL_TABLES = ["field_changes", "field_trails"] as const;
/** What users have, beside themselves. */
export type UserTable = (typeof NEWS_TABLES | typeof EVENT_TABLES | typeof TRAIL_TABLES)[number];

/** Rows of a batch, by what is done with them. */
export type BatchRows = {
  readonly [N in Exclude<SharedTable | UserTable | RowsName, FactsTable>]: readonly GivenRow[];
} & { readonly [N in FactsTable]: readonly LayeredRow[] };

/** Tables of many columns, most of which are facts that were looked up. */
type FactsTable = SharedTable | "user_ips" | "user_devices" | "user_emails" | "user_phones";

type RowsName =
  /** Users who are there, with the revision that the batch was made for. */
  | "expected"
  /** Events of the batch that stand in the inbox: they leave it, and the logbook takes over what was sent. */
  | "inbox"
  | "new_users"
  | "user_changes"
  /** Things that a user had before: only when and how often they were seen changes. Never in the rows of the table as well. */
  | `again_${OwnKind}`;

const SEEN_AGAIN = (type: ColumnType) =>
  ({
    user_id: "bigint",
    value: type,
    first_seen: "timestamptz",
    last_seen: "timestamptz",
    event_count: "integer",
  }) as const;

export interface WrittenRow {
  /** False: a user or the inbox is not what the batch was made for, and nothing at all was written. */
  readonly written: boolean;
  /** Of the expected users, those who are as expected. */
  readonly as_expected: readonly string[];
  /** Of the events that should stand in the inbox, those that do. */
  readonly in_inbox: readonly string[];
  /** Others who have an address or number of the batch still show an older `user_count`. */
  readonly stale_counts: boolean;
  /** What addresses, e-mails and numbers that were written whole copy from the shared ones. */
  readonly flags: readonly FlagsRow[];
  /** Of users whose countries were counted again, or who are new. */
  readonly countries: readonly CountriesRow[];
}

export interface FlagsRow {
  readonly kind: "ip" | "email" | "phone";
  readonly user_id: string;
  readonly value: string;
  readonly blacklisted: boolean;
  /** Null of an e-mail address. */
  readonly user_count: number | null;
}

export interface CountriesRow {
  readonly user_id: string;
  readonly count: number;
}

/**
 * Stores a batch in one statement, so that it needs no transaction around it. It locks the users in the order of their ids and writes
 * only if all of them have the revision that the batch was made for: then nothing of theirs has changed since. Two processes that make the
 * same user at once are told apart by the primary key: one of them fails with a unique violation. Events leave the inbox with the same
 * statement: whoever finds one missing there knows that another process stored it. What a batch has nothing of its statement does not name: with few
 * events it costs more to begin than to do.
 */
export function createWriteStatement(store: Store): WriteStatement {
  const statements = new Map<string, Statement<WrittenRow>>();
  return {
    run: (client, rows) => {
      const parts = partsOf(rows);
      const name = ["ingest write", ...PARTS.filter((part) => parts[part])].join(" ");
      let statement = statements.get(name);
      if (statement === undefined) {
        statement = writeStatement(store, name, parts);
        statements.set(name, statement);
      }
      return statement.run(client, { rows });
    },
  };
}

export interface WriteStatement {
  run(client: Pick<PoolClient, "query">, rows: BatchRows): Promise<readonly WrittenRow[]>;
}

const PARTS = [
  /** Users, or things of theirs, that are new or written whole. */
  "news",
  /** Events that stand in the inbox. */
  "inbox",
  /** Changes of fields. */
  "trails",
] as const;
type Parts = Readonly<Record<(typeof PARTS)[number], boolean>>;

function partsOf(rows: BatchRows): Parts {
  const newsTables = ["new_users", ...SHARED_TABLES, ...NEWS_TABLES] as const;
  return {
    news:
      newsTables.some((table) => rows[table].length > 0) ||
      rows.user_changes.some(({ recount_countries: recount }) => recount === true),
    inbox: rows.inbox.length > 0,
    trails: rows.field_changes.length > 0,
  };
}

function writeStatement(store: Store, name: string, parts: Parts): Statement<WrittenRow> {
  const userTables = [...(parts.news ? NEWS_TABLES : []), ...EVENT_TABLES, ...(parts.trails ? TRAIL_TABLES : [])];
  return createStatement(store, name, ({ rows }) => {
    const steps = [
      sql`expected as materialized (
        select * from ${rows("expected", { user_id: "bigint", revision: "bigint" })} b
      ),
      locked as materialized (
        select u.user_id from expected e join users u on u.user_id = e.user_id and u.revision = e.revision
        order by u.user_id for update of u
      )`,
      ...(parts.inbox ? [waitingInInbox(rows)] : []),
      ...(parts.news ? [sql`made as materialized (select * from ${rows("new_users", NEW_USERS)} b)`] : []),
      sql`gate as materialized (
        select (select count(*) from locked) = (select count(*) from expected)
          ${parts.inbox ? sql`and (select count(*) from present) = (select count(*) from waiting)` : NOTHING}
          ${parts.news ? sql`and not exists (select from users u join made using (user_id))` : NOTHING} as open
      )`,
      ...(parts.inbox ? [emptiedInbox()] : []),
      ...(parts.news
        ? [
            sql`users_made as (${makeUsers()})`,
            ...SHARED_TABLES.map((table) => written(table, sql`${insertRows(table, rows)} ${RETURNED[table]}`)),
          ]
        : []),
      ...userTables.map((table) => written(table, insertUserRows(table, rows, parts))),
      ...OWN_KINDS.map((kind) => sql`${sql.ref(`again_${kind}_written`)} as (${updateSeen(kind, rows)})`),
      sql`changes as materialized (${parts.news ? changesWithCountries(rows) : changesAlone(rows)})`,
      sql`users_changed as (${changeUsers()})`,
    ];
    return sql`with ${sql.join(steps)}
      select (select open from gate) as written,
        array(select user_id::text from locked) as as_expected,
        ${parts.inbox ? sql`array(select event_id::text from present)` : sql`'{}'::text[]`} as in_inbox,
        ${parts.news ? STALE_COUNTS : sql`false`} as stale_counts,
        ${parts.news ? FLAGS : NONE} as flags, ${parts.news ? COUNTRIES : NONE} as countries`;
  });
}

const NOTHING = sql``;
const STALE_COUNTS = sql`(exists (select from ips_written where stale) or exists (select from phones_written where stale))`;

const NONE = sql`'[]'::json`;
const FLAGS = sql`(select coalesce(json_agg(f), '[]') from (
    select 'ip' as kind, user_id::text, host(address) as value, blacklisted, user_count from user_ips_written
    union all select 'email', user_id::text, address, blacklisted, null from user_emails_written
    union all select 'phone', user_id::text, number, blacklisted, user_count from user_phones_written) f)`;
const COUNTRIES = sql`(select coalesce(json_agg(c), '[]') from (
    select user_id::text, countries as count from changes where countries is not null) c)`;

function waitingInInbox(rows: Given["rows"]): RawBuilder<unknown> {
  return sql`waiting as materialized (
      select * from ${rows("inbox", KEPT_LINES)} b
    ),
    present as materialized (
      select i.*, w.owner_id, w.stored_id, w.logbook_id, w.endpoint, w.outcome, w.messages, w.ended, w.raw as cleaned
      from waiting w join inbox i on i.user_id = w.user_id and i.event_id = w.event_id
      order by i.user_id, i.event_id for update of i
    )`;
}

function emptiedInbox(): RawBuilder<unknown> {
  return sql`emptied as (
      delete from inbox i using present p where i.user_id = p.user_id and i.event_id = p.event_id and ${GATE_OPEN}
    )`;
}

const GATE_OPEN = sql`(select open from gate)`;

function written(table: string, statement: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}_written`)} as (${statement})`;
}

function makeUsers(): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(NEW_USERS).map((column) => sql.ref(column)));
  return sql`insert into users (${columns}, due_at)
    select ${columns}, clock_timestamp() from made where ${GATE_OPEN} order by user_id`;
}

function insertRows(table: SharedTable | UserTable, rows: Given["rows"]): RawBuilder<unknown> {
  const columns: UpsertColumns = UPSERTS[table];
  return upsert(table, columns, sql`${rows(table, typesOf(columns))} b where ${GATE_OPEN}`);
}

// What a user's own rows copy from the shared ones.
const RETURNED: { readonly [T in SharedTable]: RawBuilder<unknown> } = {
  ips: sql`returning app_id, address as value, blacklisted, user_count, user_count <> spread_count as stale`,
  emails: sql`returning app_id, address as value, blacklisted`,
  phones: sql`returning app_id, number as value, blacklisted, user_count, user_count <> spread_count as stale`,
};

/** Where the flags of a user's row come from, and which they are when nobody else has the thing. */
const COPIED = {
  user_ips: { from: "ips", on: "address", columns: ["blacklisted", "user_count"] },
  user_emails: { from: "emails", on: "address", columns: ["blacklisted"] },
  user_phones: { from: "phones", on: "number", columns: ["blacklisted", "user_count"] },
} as const;
/** What is told of rows that were written. */
const WRITTEN = {
  user_ips: ["user_id", "address", "country", "blacklisted", "user_count"],
  user_emails: ["user_id", "address", "blacklisted"],
  user_phones: ["user_id", "number", "blacklisted", "user_count"],
} as const;
const ALONE = { blacklisted: sql`false`, user_count: sql`1` } as const;

function insertUserRows(table: UserTable, rows: Given["rows"], parts: Parts): RawBuilder<unknown> {
  if (table === "logbook") return insertLogbook(rows, parts);
  if (table !== "user_ips" && table !== "user_emails" && table !== "user_phones") return insertRows(table, rows);
  const { from, on, columns: copied } = COPIED[table];
  const columns: UpsertColumns = UPSERTS[table];
  const own = Object.fromEntries(Object.entries(columns).filter(([name]) => !copied.some((other) => other === name)));
  const flags = copied.map((column) => sql`coalesce(s.${sql.ref(column)}, ${ALONE[column]}) as ${sql.ref(column)}`);
  const insert = upsert(
    table,
    columns,
    sql`(select g.*, ${sql.join(flags)} from ${rows(table, typesOf(own))} g
      left join ${sql.ref(`${from}_written`)} s on s.app_id = g.app_id and s.value = g.${sql.ref(on)} where ${GATE_OPEN}) b`,
  );
  return sql`${insert} returning ${sql.join(WRITTEN[table].map((column) => sql.ref(column)))}`;
}

/** What was sent is not sent again if the inbox has it. Who waits for the batch is answered when it is written. */
function insertLogbook(rows: Given["rows"], parts: Parts): RawBuilder<unknown> {
  const columns = { ...UPSERTS.logbook, ended: ["timestamptz", "keep"] } as const;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  const kept = sql`union all
      select ${names} from (select app_id, logbook_id, api_key_id, endpoint, remote_address,
          owner_id as user_id, stored_id as event_id, outcome, messages, coalesce(cleaned, raw::json) as raw,
          received_at as started, ended
        from present) kept`;
  return upsert(
    "logbook",
    columns,
    sql`(select * from (select g.*, clock_timestamp() as ended from ${rows("logbook", typesOf(UPSERTS.logbook))} g) direct
      ${parts.inbox ? kept : NOTHING}) b where ${GATE_OPEN}`,
  );
}

function updateSeen(kind: OwnKind, rows: Given["rows"]): RawBuilder<unknown> {
  const { table, column, type, counted } = OWN_TABLES[kind];
  const count = counted ? sql`, event_count = t.event_count + b.event_count` : sql``;
  return sql`update ${sql.table(table)} t set first_seen = least(t.first_seen, b.first_seen),
      last_seen = greatest(t.last_seen, b.last_seen)${count}
    from ${rows(`again_${kind}`, SEEN_AGAIN(type))} b where t.user_id = b.user_id and t.${sql.ref(column)} = b.value and ${GATE_OPEN}`;
}

/** Countries are counted over the addresses as they are after the batch: those written by it, and the others as they were. */
function changesWithCountries(rows: Given["rows"]): RawBuilder<unknown> {
  return sql`select c.*, case when c.recount_countries then (
      select count(distinct coalesce(own.country, '')) from (
        select w.country from user_ips_written w where w.user_id = c.user_id
        union all
        select i.country from user_ips i where i.user_id = c.user_id
          and not exists (select from user_ips_written w where w.user_id = i.user_id and w.address = i.address)
      ) own
    ) end as countries
    from ${rows("user_changes", USER_CHANGES)} c where ${GATE_OPEN}`;
}

/** Nobody has another address than before, or one of another country. */
function changesAlone(rows: Given["rows"]): RawBuilder<unknown> {
  return sql`select c.*, null::integer as countries from ${rows("user_changes", USER_CHANGES)} c where ${GATE_OPEN}`;
}

function changeUsers(): RawBuilder<unknown> {
  const latest = ["created_sent", "first_name", "last_name", "full_name", "last_email", "last_phone"] as const;
  const counters = ["event_count", "ip_count", "device_count", "session_count"] as const;
  return sql`update users u set
      first_seen = least(u.first_seen, b.first_seen),
      last_seen = greatest(u.last_seen, b.last_seen),
      ${sql.join(latest.map((column) => sql`${sql.ref(column)} = coalesce(b.${sql.ref(column)}, u.${sql.ref(column)})`))},
      ${sql.join(counters.map((column) => sql`${sql.ref(column)} = u.${sql.ref(column)} + b.${sql.ref(column)}`))},
      session_id = b.session_id,
      country_count = coalesce(b.countries, u.country_count),
      revision = u.revision + 1,
      due_at = coalesce(u.due_at, clock_timestamp())
    from changes b where u.user_id = b.user_id`;
}
