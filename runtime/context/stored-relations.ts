import { sql } from "kysely";
import { columnOf, ROW_COLUMNS, type FieldPath, type SourceRelations } from "../../compiler/index.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import {
  FIELDS,
  PREVIOUS,
  ROW_CAP,
  SOURCES,
  type PeerSource,
  type RowSource,
  type SourceName,
} from "../../dsl/types/sources.ts";
import { PEER_CAPS, storedPeers, type PeerCaps, type StoredPeers } from "./stored-peers.ts";
import { FIELD_SQL, milliseconds, type Sql } from "./field-sql.ts";
import type { RowLink } from "./row-links.ts";

/** Which users of the app are judged. Ids in decimal text; `from` belongs to a range, `to` does not (null: no end). */
export type Population =
  | { readonly kind: "ids"; readonly ids: readonly string[] }
  | { readonly kind: "newest"; readonly count: number }
  | { readonly kind: "range"; readonly from: string; readonly to: string | null };

/** The stored tables as the relations that rules read. */
export function createStoredRelations(
  appId: number,
  population: Population,
  { peerCaps = PEER_CAPS }: { readonly peerCaps?: PeerCaps } = {},
): SourceRelations {
  return {
    users: ({ asOf, paths }) =>
      usersRelation({ asOf: moment(asOf), paths, population: populationSql(appId, population, asOf) }),
    rows: ({ asOf, source, where, ...request }) =>
      isPeerSource(source)
        ? peersOfUser({ ...request, source, where, asOf: moment(asOf), caps: peerCaps })
        : rowsRelation({ ...request, source, asOf: moment(asOf) }),
    peers: ({ asOf, ...request }) =>
      peersRelation({
        ...{ ...request, asOf: moment(asOf), caps: peerCaps },
        users: judgedUsers(appId, population, asOf),
      }),
  };
}

/** ISO text keeps the milliseconds exact. */
export function moment(asOf: number): Sql {
  return sql`${new Date(asOf).toISOString()}::timestamptz`;
}

/** A SELECT of their `user_id`. */
export function judgedUsers(appId: number, population: Population, asOf: number): Sql {
  return sql`select t.user_id from (${populationSql(appId, population, asOf)}) t`;
}

/** Users first seen after the judged moment are not there yet. */
function populationSql(appId: number, population: Population, asOf: number): Sql {
  const users = sql`select t.* from users t where t.app_id = ${appId} and t.first_seen <= ${moment(asOf)}`;
  switch (population.kind) {
    case "ids":
      return sql`${users} and t.user_id in (select unnest(${[...population.ids]}::bigint[]))`;
    case "newest":
      return sql`${users} order by t.last_hour desc, t.last_seen desc, t.user_id desc limit ${population.count}`;
    case "range":
      return population.to === null
        ? sql`${users} and t.user_id >= ${population.from}`
        : sql`${users} and t.user_id >= ${population.from} and t.user_id < ${population.to}`;
  }
}

export interface UsersRelation {
  readonly asOf: Sql;
  readonly paths: readonly FieldPath[];
  /** A SELECT of whole rows of `users`. */
  readonly population: Sql;
  /** Further columns of `t`, the population. */
  readonly columns?: readonly Sql[];
}

export function usersRelation({ asOf, paths, population, columns: more = [] }: UsersRelation): Sql {
  const { columns, joins } = readPaths("user", paths, { asOf, user: "t" });
  return sql`select t.user_id${list([...more, ...columns])} from (${population}) t ${joins}`;
}

/** Sources whose rows are the user's own. */
export type OwnSource = Exclude<RowSource, PeerSource>;

export interface RowsRelation {
  readonly asOf: Sql;
  readonly source: OwnSource;
  readonly paths: readonly FieldPath[];
  readonly limit: number;
  /** Newer rows that are left out; none when not given. */
  readonly offset?: number;
  readonly user: string;
  /** Further columns of `t`, the row. */
  readonly columns?: readonly Sql[];
}

const TABLES = {
  events: { table: "events", clock: "time", tie: "event_id", from: "time" },
  ips: { table: "user_ips", clock: "last_seen", tie: "address", from: "first_seen" },
  devices: { table: "user_devices", clock: "last_seen", tie: "device_id", from: "first_seen" },
  sessions: { table: "sessions", clock: "started", tie: "session_id", from: "started" },
  emails: { table: "user_emails", clock: "last_seen", tie: "address", from: "first_seen" },
  phones: { table: "user_phones", clock: "last_seen", tie: "number", from: "first_seen" },
  field_changes: { table: "field_changes", clock: "time", tie: "change_id", from: "time" },
} as const satisfies Record<OwnSource, { table: string; clock: string; tie: string; from: string }>;

/** Rows are cut before they are joined: what they refer to is read for the kept ones only. */
export function rowsRelation({ asOf, source, paths, limit, offset = 0, user, columns: more = [] }: RowsRelation): Sql {
  const { table, clock, tie, from } = TABLES[source];
  const { columns, joins } = readPaths(source, paths, { asOf, user });
  const clockColumn = sql.id("t", clock);
  const order = clock === from ? clockColumn : sql`least(${clockColumn}, ${asOf})`;
  const newest = sql`select t.* from ${sql.table(table)} t
    where t.user_id = ${sql.id(user, "user_id")} and ${sql.id("t", from)} <= ${asOf}
    order by ${order} desc, ${sql.id("t", tie)} desc limit ${Math.min(limit, ROW_CAP)} offset ${offset}`;
  return sql`select t.user_id, ${milliseconds(order)} as ${sql.id(ROW_COLUMNS.clock)}, ${sql.id("t", tie)} as ${sql.id(ROW_COLUMNS.tie)}${list([...more, ...columns])}
    from (${newest}) t ${joins}`;
}

export interface PeersRelation extends Omit<StoredPeers, "columns"> {
  readonly paths: readonly FieldPath[];
}

/** The peers of all users at once. */
export function peersRelation({ paths, ...request }: PeersRelation): Sql {
  const scope = { row: "t", asOf: request.asOf };
  const columns = paths.map((path) => ({
    name: columnOf(path),
    value: fieldSql(request.source, path.at(-1) ?? "", scope), // no field of a peer is a row
  }));
  return storedPeers({ ...request, columns });
}

interface PeersOfUser extends Omit<PeersRelation, "users"> {
  readonly limit: number;
  readonly user: string;
}

/** The peers of one user, for conditions that read the user's own values. */
function peersOfUser({ limit, user, ...request }: PeersOfUser): Sql {
  const peers = peersRelation({ ...request, users: sql`select ${sql.id(user, "user_id")}` });
  if (limit >= request.caps.rows) return peers;
  return sql`select n.* from (${peers}) n order by ${newestFirst("n")} limit ${limit}`;
}

export function newestFirst(row: string): Sql {
  return sql`${sql.id(row, ROW_COLUMNS.clock)} desc, ${sql.id(row, ROW_COLUMNS.tie)} desc`;
}

export interface LinkedRowsRelation extends Omit<RowsRelation, "limit" | "offset"> {
  readonly link: RowLink;
  /** Of so many of the newest events. */
  readonly events: number;
}

/** The rows that the newest events name, however long ago the user was seen there last. */
export function linkedRowsRelation(request: LinkedRowsRelation): Sql {
  const { asOf, source, paths, user, columns: more = [], link, events } = request;
  const { columns, joins } = readPaths(source, paths, { asOf, user });
  const named = sql`select e.${sql.id(link.column)} from events e where e.user_id = ${sql.id(user, "user_id")} and e.time <= ${asOf}
    order by e.time desc, e.event_id desc limit ${events}`;
  const rows = sql`select t.* from ${sql.table(TABLES[link.source].table)} t
    where t.user_id = ${sql.id(user, "user_id")} and ${sql.id("t", link.column)} in (${named})`;
  return sql`select t.user_id${list([...more, ...columns])} from (${rows}) t ${joins}`;
}

function list(columns: readonly Sql[]): Sql {
  return columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`;
}

/** How a row field leads to the row it names; both sides are of one user. */
const JOINS: Readonly<Record<string, { readonly target: OwnSource; readonly on: (from: string, to: string) => Sql }>> =
  {
    "user.email": { target: "emails", on: (from, to) => sql`${sql.id(to, "address")} = ${sql.id(from, "last_email")}` },
    "user.phone": { target: "phones", on: (from, to) => sql`${sql.id(to, "number")} = ${sql.id(from, "last_phone")}` },
    "events.ip": { target: "ips", on: (from, to) => sql`${sql.id(to, "address")} = ${sql.id(from, "address")}` },
    "events.device": {
      target: "devices",
      on: (from, to) => sql`${sql.id(to, "device_id")} = ${sql.id(from, "device_id")}`,
    },
    "events.session": {
      target: "sessions",
      on: (from, to) => sql`${sql.id(to, "session_id")} = ${sql.id(from, "session_id")}`,
    },
  };

/**
 * Columns for the paths, and the joins they need, each once. The joined rows are looked for by `user`, which is one and
 * the same for all rows: by `t.user_id`, which the planner cannot see to be the same, it may read the whole table.
 */
function readPaths(
  source: SourceName,
  paths: readonly FieldPath[],
  { asOf, user }: { readonly asOf: Sql; readonly user: string },
): { columns: readonly Sql[]; joins: Sql } {
  const joined = new Map<string, Sql>();
  const columns = paths.map((path) => {
    let row = "t";
    let at: SourceName = source;
    for (const step of path.slice(0, -1)) {
      const join = JOINS[`${at}.${step}`];
      if (join === undefined) throw new Error(`invariant: \`${at}\` has no row field \`${step}\``);
      const alias = row === "t" ? step : `${row}_${step}`;
      const { table } = TABLES[join.target];
      joined.set(
        alias,
        sql`left join ${sql.table(table)} ${sql.id(alias)} on ${sql.id(alias, "user_id")} = ${sql.id(user, "user_id")} and ${join.on(row, alias)}`,
      );
      row = alias;
      at = join.target;
    }
    return sql`${fieldSql(at, path.at(-1) ?? "", { row, asOf })} as ${sql.id(columnOf(path))}`;
  });
  return { columns, joins: sql.join([...joined.values()], sql` `) };
}

function fieldSql(source: SourceName, field: string, scope: { row: string; asOf: Sql }): Sql {
  const fields: Readonly<Record<string, ((scope: { row: string; asOf: Sql }) => Sql) | undefined>> = FIELD_SQL[source];
  const make = fields[field];
  if (make === undefined) throw new Error(`invariant: \`${source}\` has no field \`${field}\``);
  return make(scope);
}

/** Every path to a value of a source, row fields followed once: all that a rule can read. The previous row is a row of the same list. */
export function allPaths(source: SourceName): readonly FieldPath[] {
  return Object.entries(FIELDS[source]).flatMap(([field, { type }]) => {
    if (field === PREVIOUS) return [];
    const target = /^row (\w+)\??$/.exec(type)?.[1];
    if (target === undefined) return [[field]];
    return Object.keys(FIELDS[target as SourceName]).map((inner) => [field, inner]); // the catalogue names sources only
  });
}

/** The field that orders the rows, which `within` looks at although no expression names it. */
export function clockPath(source: RowSource): FieldPath {
  return [SOURCES[source].clock];
}
