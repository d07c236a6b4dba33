import { sql } from "kysely";
import { columnOf, type FieldPath } from "../../compiler/index.ts";
import { computedOnce } from "../../compiler/sql/computed-once.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { ROW_CAP, type PeerSource, type RowSource } from "../../dsl/types/sources.ts";
import type { ContextNeeds, SourceNeeds } from "./context-needs.ts";
import { hasCompany, PEER_CAPS, type PeerCaps } from "./stored-peers.ts";
import { milliseconds, type Sql } from "./field-sql.ts";
import { EVENT_LINKS, LINK_KEY, linkKey } from "./row-links.ts";
import {
  linkedRowsRelation,
  newestFirst,
  type OwnSource,
  peersRelation,
  rowsRelation,
  usersRelation,
} from "./stored-relations.ts";

/** What the context query answers with for a user, beside the context itself. */
export const STATE_COLUMNS = ["app_id", "revision", "decision", "decided_by", "review_since"] as const;

export interface ContextQuery {
  readonly needs: ContextNeeds;
  readonly asOf: Sql;
  /** A SELECT of whole rows of `users`. */
  readonly population: Sql;
  readonly peerCaps?: PeerCaps;
  /** Peers that are not read: whether the user has any is told as `company`. */
  readonly company?: readonly PeerSource[];
}

/**
 * One statement, one snapshot: a row a user with the user as JSON and each source as a JSON list of objects, newest first.
 * The objects are made by the database, so that reading them is one pass over JSON. Rows that many events name come once.
 */
export function contextQuery(query: ContextQuery): Sql {
  const { needs, asOf, population, peerCaps = PEER_CAPS, company = [] } = query;
  const own = needs.sources.filter(isOfUser);
  const peers = needs.sources.filter(isOfPeers);
  const state = [...STATE_COLUMNS, ...Object.values(COUNTERS)];
  const users = usersRelation({
    asOf,
    paths: needs.user,
    population,
    columns: [...state, "last_seen"].map((column) => sql`${sql.id("t", column)} as ${sql.id(storedColumn(column))}`),
  });
  const columns = [
    sql.id("u", "user_id"),
    ...STATE_COLUMNS.map((column) => sql`${sql.id("u", storedColumn(column))} as ${sql.id(column)}`),
    // Another row with every change of what an app judges by (`markAllDue`).
    sql`(select a.xmin::text from apps a where a.app_id = ${sql.id("u", storedColumn("app_id"))}) as app_version`,
    sql`${hasCompany(company, sql.id("u", "user_id"))} as company`,
    // The user's earliest event that has not happened yet, by the clock of the application that sent it.
    sql`case when ${sql.id("u", storedColumn("last_seen"))} > ${asOf}
      then (select min(e.time) from events e where e.user_id = u.user_id and e.time > ${asOf}) end as next_event`,
    sql`${object("u", needs.user)} as "user"`,
    ...own.flatMap((source) => sliceLists(source, asOf)),
    ...peers.map(({ source }) => sql`${sql.id(source, "list")} as ${sql.id(sliceColumn(source, 0))}`),
    ...own.flatMap((source) => linkedList(source, own, asOf)),
  ];
  const lists = peers.map((source) => peerLists(source, { asOf, population, peerCaps }));
  return sql`select ${sql.join(columns)} from (${users}) u${sql.join(lists, sql``)}`;
}

/** Of the user's row; a field of the language may have the same name. */
function storedColumn(name: string): string {
  return `stored_${name}`;
}

type NeedsOf<S extends RowSource> = SourceNeeds & { readonly source: S };
const isOfPeers = (needs: SourceNeeds): needs is NeedsOf<PeerSource> => isPeerSource(needs.source);
const isOfUser = (needs: SourceNeeds): needs is NeedsOf<OwnSource> => !isPeerSource(needs.source);

/** The peers of all users at once, joined to them: the list of each, newest first. */
function peerLists(
  { source, slices, where, withinMs }: NeedsOf<PeerSource>,
  { asOf, population, peerCaps }: { readonly asOf: Sql; readonly population: Sql; readonly peerCaps: PeerCaps },
): Sql {
  const paths = slices.flatMap((slice) => slice.paths);
  const reach = Math.max(...slices.map(({ to }) => to));
  const users = sql`select t.user_id from (${population}) t`;
  const told = where?.(milliseconds(asOf)) ?? null;
  const peers = peersRelation({ source, asOf, paths, users, where: told, withinMs, caps: peerCaps });
  const newest = sql`select n.* from (
      select p.*, row_number() over (partition by p.user_id order by ${newestFirst("p")}) as rank from (${peers}) p) n
    where n.rank <= ${reach}`;
  const list = sql`json_agg(${object("r", paths)} order by ${newestFirst("r")})`;
  const lists = sql`select r.user_id, ${list} as list from (${reach < peerCaps.rows ? newest : peers}) r group by r.user_id`;
  return sql` left join (${computedOnce(lists)}) as ${sql.id(source)} on ${sql.id(source, "user_id")} = u.user_id`;
}

/** Each slice of a source as a list of objects, newest first. */
function sliceLists({ source, slices, linked, keyed }: NeedsOf<OwnSource>, asOf: Sql): readonly Sql[] {
  const withKey = linked === true || keyed === true;
  return slices.map(({ from, to, paths }, index) => {
    const links = source === "events" ? EVENT_LINKS.filter(({ field }) => hasLink(paths, field)) : [];
    const rows = rowsRelation({
      asOf,
      source,
      paths: paths.filter((path) => !links.some(({ field }) => isLink(path, field))),
      limit: to - from,
      offset: from,
      user: "u",
      columns: [
        ...links.map((link) => sql`${linkKey("t", link)} as ${sql.id(columnOf([link.field]))}`),
        ...(withKey ? [keyColumn(source)] : []),
      ],
    });
    const list = sql`(select json_agg(${object("r", paths, withKey)} order by ${newestFirst("r")}) from (${rows}) r)`;
    return sql`${ifMore(source, from, list)} as ${sql.id(sliceColumn(source, index))}`;
  });
}

/** Exact counters of the user's rows, as they are stored now: never less than at an earlier moment. */
const COUNTERS = {
  events: "event_count",
  ips: "ip_count",
  devices: "device_count",
  sessions: "session_count",
} as const satisfies Partial<Record<RowSource, string>>;

/** Most users have few rows: what lies behind those is not looked for. */
function ifMore(source: RowSource, than: number, list: Sql): Sql {
  const counters: Partial<Record<RowSource, string>> = COUNTERS;
  const counter = counters[source];
  if (than === 0 || counter === undefined) return list;
  return sql`case when ${sql.id("u", storedColumn(counter))} > ${than} then ${list} end`;
}

/** Who has more rows of a linked source than any rule sees may have events that name older ones: those come beside. */
function linkedList(
  { source, slices, linked }: NeedsOf<OwnSource>,
  all: readonly SourceNeeds[],
  asOf: Sql,
): readonly Sql[] {
  const link = EVENT_LINKS.find((each) => each.source === source);
  if (linked !== true || link === undefined) return [];
  const paths = slices.flatMap((slice) => slice.paths);
  const reach = all.flatMap(({ source: from, slices: of }) =>
    from === "events" ? of.filter((slice) => hasLink(slice.paths, link.field)).map(({ to }) => to) : [],
  );
  const rows = linkedRowsRelation({
    ...{ asOf, source, paths, link },
    user: "u",
    events: Math.max(0, ...reach),
    columns: [keyColumn(source)],
  });
  const list = sql`(select json_agg(${object("r", paths, true)}) from (${rows}) r)`;
  return [sql`${ifMore(source, ROW_CAP, list)} as ${sql.id(linkedColumn(source))}`];
}

const isLink = (path: FieldPath, field: string) => path.length === 1 && path[0] === field;
const hasLink = (paths: readonly FieldPath[], field: string) => paths.some((path) => isLink(path, field));

/** What names a row among the user's: of rows that events name, as events do. */
const KEYS = {
  events: "event_id",
  ips: "address",
  devices: "device_id",
  sessions: "session_id",
  emails: "address",
  phones: "number",
  field_changes: "change_id",
} as const satisfies Readonly<Record<OwnSource, string>>;

function keyColumn(source: OwnSource): Sql {
  return sql`${sql.id("t", KEYS[source])}::text as ${sql.id(LINK_KEY)}`;
}

/** The column that holds rows of a linked source that none of its slices has. */
export function linkedColumn(source: RowSource): string {
  return `${source}_linked`;
}

/** The column that holds a slice of a source's rows. */
export function sliceColumn(source: RowSource, index: number): string {
  return `${source}_${index}`;
}

/** The columns of the paths as one JSON object, row fields as objects inside it; with the row's key if that is wanted. */
function object(row: string, paths: readonly FieldPath[], withKey = false): Sql {
  const plain = paths.filter((path) => path.length === 1);
  const nested = new Map<string, FieldPath[]>();
  for (const path of paths) {
    const [field = ""] = path;
    if (path.length > 1) nested.set(field, [...(nested.get(field) ?? []), path]);
  }
  const members = [
    ...(withKey ? [sql`${sql.lit(LINK_KEY)}, ${sql.id(row, LINK_KEY)}`] : []),
    ...plain.map((path) => sql`${sql.lit(path[0] ?? "")}, ${sql.id(row, columnOf(path))}`),
    ...[...nested].map(([field, inner]) => sql`${sql.lit(field)}, ${nestedObject(row, field, inner)}`),
  ];
  return members.length === 0 ? sql`'{}'::json` : sql`json_build_object(${sql.join(members)})`;
}

const PRESENT: Readonly<Record<string, string>> = { email: "email__address", phone: "phone__number" };

function nestedObject(row: string, field: string, paths: readonly FieldPath[]): Sql {
  const members = paths.map((path) => sql`${sql.lit(path.slice(1).join("."))}, ${sql.id(row, columnOf(path))}`);
  const whole = sql`json_build_object(${sql.join(members)})`;
  const key = PRESENT[field];
  return key === undefined ? whole : sql`case when ${sql.id(row, key)} is not null then ${whole} end`;
}
