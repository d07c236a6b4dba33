import { isIPv4 } from "node:net";
import type { FIELDS, PREVIOUS } from "../../dsl/types/sources.ts";
import { ROW_CAP } from "../../dsl/types/sources.ts";
import type { SessionRow } from "../ingest/assign-sessions.ts";
import type { Continuation } from "../ingest/continuation.ts";
import type { PreparedEvent } from "../ingest/prepared-event.ts";
import type { ContextNeeds } from "./context-needs.ts";
import { fieldsOf, SOURCE_OF, writtenThing } from "./continue-things.ts";
import { createContinueUser, seeAgain } from "./continue-user.ts";
import { EVENT_LINKS, LINK_KEY } from "./row-links.ts";

type Row = Record<string, unknown>;
type Rows = Row[];

/** A user's rows that may be changed: those of a context that was read with `keyedNeeds`. */
export interface OpenContext {
  readonly user: Row;
  readonly [source: string]: Row | Rows;
}

/**
 * Lays what a batch added over a user's rows of before, in place, so that they are what reading them again would give.
 * False when that cannot be said: the rows are of no use then.
 */
export type ContinueContext = (context: OpenContext, continuation: Continuation) => boolean;

/** How an event's fields that are no rows follow from what was sent. */
const EVENT_VALUES = {
  type: ({ event }) => event.type,
  time: ({ event }) => event.time,
  url: ({ event }) => event.url,
  path: ({ event }) => event.path,
  query: ({ event }) => event.query,
  referer: ({ event }) => event.referer,
  http_method: ({ event }) => event.httpMethod,
  http_code: ({ event }) => event.httpCode,
  page_title: ({ event }) => event.pageTitle,
  search_field: ({ event }) => event.search?.fieldId ?? null,
  search_value: ({ event }) => event.search?.value ?? null,
  local_hour: ({ localHour }) => localHour,
} as const satisfies Readonly<Record<EventField, (prepared: PreparedEvent) => unknown>>;
type EventField = Exclude<keyof (typeof FIELDS)["events"], "ip" | "device" | "session" | typeof PREVIOUS>;

/** What an event has of the user, by the source of its rows, and the keys that they are read with. */
const SEEN = [
  { source: "ips", keyOf: ({ event }) => inetKey(event.ip.address) },
  { source: "devices", keyOf: ({ deviceId }) => deviceId },
  { source: "emails", keyOf: ({ event }) => event.email?.address ?? null },
  { source: "phones", keyOf: ({ event }) => event.phone },
] as const satisfies readonly { readonly source: string; readonly keyOf: (prepared: PreparedEvent) => string | null }[];

/** For contexts that were read with these needs. */
export function createContinueContext(needs: ContextNeeds): ContinueContext {
  const sources = new Map(needs.sources.map(({ source, slices }) => [source as string, fieldsIn(slices)]));
  const eventFields = fieldsOf(needs.sources.find(({ source }) => source === "events")?.slices[0]?.paths ?? []);
  const links = EVENT_LINKS.filter(({ field }) => eventFields.includes(field));
  const seen = SEEN.filter(({ source }) => sources.has(source));
  const rowsOf = (context: OpenContext, source: string): Rows => context[source] as Rows; // `user` alone is no list

  const eventRow = (context: OpenContext, prepared: PreparedEvent, sessionId: string): Row | null => {
    const row: Row = { [LINK_KEY]: prepared.eventId };
    for (const field of eventFields)
      if (field in EVENT_VALUES) row[field] = EVENT_VALUES[field as EventField](prepared); // asked for a line before
    for (const { field, source } of links) {
      const named = find(rowsOf(context, source), keyOf(source, prepared, sessionId));
      if (named === undefined) return null;
      row[field] = named;
    }
    return row;
  };

  /** Their facts as they are after the batch; who is not there yet comes without events. */
  const continueThings = (context: OpenContext, { things, answer }: Continuation): boolean =>
    things.every((thing) => {
      const source = SOURCE_OF[thing.kind];
      const fields = sources.get(source);
      if (fields === undefined) return true;
      const rows = rowsOf(context, source);
      const key = thing.kind === "ip" ? inetKey(thing.value) : thing.value;
      const row = thing.had ? find(rows, key) : null;
      // One that stands beyond the rows that are kept, or is there although it is new.
      if (row === undefined || (row === null && find(rows, key) !== undefined)) return false;
      const written = writtenThing(thing, row === null ? fields : Object.keys(row).filter(isField), row, answer);
      if (written === undefined) return false;
      if (row === null) rows.unshift({ [LINK_KEY]: key, ...written });
      else Object.assign(row, written);
      return rows.length <= ROW_CAP;
    });

  const continueSessions = (context: OpenContext, sessions: Continuation["sessions"]): boolean => {
    const fields = sources.get("sessions");
    if (fields === undefined) return true;
    const rows = rowsOf(context, "sessions");
    return sessions.every((session) => {
      const row = session.isNew ? newRow(session.sessionId, fields) : find(rows, session.sessionId);
      if (row === undefined) return false;
      Object.assign(row, present(row, sessionValues(session)));
      if (session.isNew) rows.unshift(row);
      return rows.length <= ROW_CAP;
    });
  };

  const continueUser = createContinueUser(needs.user);
  return (context, continuation) => {
    const { events } = continuation;
    if (!continueUser(context.user, continuation) || !continueThings(context, continuation)) return false;
    for (const { prepared } of events)
      for (const { source, keyOf: key } of seen) {
        const value = key(prepared);
        const row = value === null ? null : find(rowsOf(context, source), value);
        if (row === undefined) return false;
        if (row !== null) seeAgain(row, prepared.event.time);
      }
    if (!continueSessions(context, continuation.sessions)) return false;
    if (sources.has("events"))
      for (const { prepared, sessionId } of events) {
        const row = eventRow(context, prepared, sessionId);
        if (row === null) return false;
        insertNewestFirst(rowsOf(context, "events"), row);
      }
    return SORTED.every(
      ({ source, clock, ties }) => !sources.has(source) || sort(rowsOf(context, source), clock, ties),
    );
  };
}

function fieldsIn(slices: ContextNeeds["sources"][number]["slices"]): readonly string[] {
  return fieldsOf(slices.flatMap(({ paths }) => paths));
}

const isField = (name: string) => name !== LINK_KEY;

function sessionValues(session: SessionRow): Row {
  return {
    started: session.started,
    last_seen: session.lastSeen,
    event_count: session.eventCount,
    ip_count: session.addresses.size,
    device_count: session.deviceIds.size,
    country_count: session.countries.size,
  };
}

function newRow(key: string, fields: readonly string[]): Row {
  return Object.fromEntries([[LINK_KEY, key], ...fields.map((field) => [field, null])]);
}

/** Of these values, those that the row has. */
function present(row: Row, values: Row): Row {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in row));
}

function find(rows: Rows, key: string): Row | undefined {
  return rows.find((row) => row[LINK_KEY] === key);
}

function keyOf(source: string, prepared: PreparedEvent, sessionId: string): string {
  if (source === "ips") return inetKey(prepared.event.ip.address);
  return source === "devices" ? prepared.deviceId : sessionId;
}

/** An address as PostgreSQL casts it to text. */
function inetKey(address: string): string {
  return `${address}/${isIPv4(address) ? 32 : 128}`;
}

/** Most events are the newest of their user. */
function insertNewestFirst(events: Rows, row: Row): void {
  const at = events.findIndex((other) => isBefore(other, row));
  if (at === -1) events.push(row);
  else events.splice(at, 0, row);
  if (events.length > ROW_CAP) events.pop();
}

function isBefore(row: Row, other: Row): boolean {
  const [time, otherTime] = [row["time"] as number, other["time"] as number]; // the clock is always read
  return time < otherTime || (time === otherTime && compareIds(row, other) < 0);
}

/** What is ordered by when it was seen last. Ids break ties; of addresses the database alone knows the order. */
const SORTED = [
  { source: "ips", clock: "last_seen", ties: null },
  { source: "devices", clock: "last_seen", ties: compareIds },
  { source: "sessions", clock: "started", ties: compareIds },
  { source: "emails", clock: "last_seen", ties: null },
  { source: "phones", clock: "last_seen", ties: null },
] as const;

/** False when there is a tie that nobody can break. */
function sort(rows: Rows, clock: string, ties: ((a: Row, b: Row) => number) | null): boolean {
  const at = (row: Row | undefined) => row?.[clock] as number; // the clock is always read
  let sorted = true;
  for (let i = 1; i < rows.length && sorted; i += 1) sorted = at(rows[i - 1]) > at(rows[i]);
  if (sorted) return true;
  rows.sort((a, b) => at(b) - at(a) || (ties === null ? 0 : ties(b, a)));
  return ties !== null || rows.every((row, index) => index === 0 || at(rows[index - 1]) !== at(row));
}

/** Keys that are decimal texts of non-negative integers, in the order of their values. */
function compareIds(a: Row, b: Row): number {
  const [left, right] = [a[LINK_KEY] as string, b[LINK_KEY] as string]; // every row is read with its key
  return left.length - right.length || (left < right ? -1 : Number(left > right));
}
