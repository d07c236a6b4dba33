import type { GivenRow } from "../db/statement.ts";
import type { AssignedSessions } from "./assign-sessions.ts";
import { iso } from "./iso-time.ts";
import { OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import type { Owned } from "./owned.ts";
import type { PreparedEvent } from "./prepared-event.ts";

type Events = readonly [PreparedEvent, ...PreparedEvent[]];

/** What the events of a batch add to a user who is there: a row of `USER_CHANGES`. */
export function userChange(userId: string, events: Events, sessions: AssignedSessions, owned: Owned): GivenRow {
  const added = additions(userId, events, sessions, owned);
  const recount = added.ip_count > 0 || events.some((prepared) => countryChanged(prepared, owned));
  return { ...added, recount_countries: recount };
}

/** A user whom the batch makes: a row of `NEW_USERS`. All that they have is new. */
export function newUser(userId: string, events: Events, sessions: AssignedSessions, owned: Owned): GivenRow {
  const [{ origin, event, nameCheck }] = events;
  const latestIps = new Map(events.map(({ event: { ip }, ip: facts }) => [ip.address, facts.values.country ?? ""]));
  return {
    ...additions(userId, events, sessions, owned),
    app_id: origin.appId,
    name: event.userName,
    name_check: nameCheck,
    anonymous: event.anonymous,
    country_count: new Set(latestIps.values()).size,
    revision: firstRevision(events),
  };
}

/**
 * Rises with time, as ids do, and faster than any user's revisions: who was erased and comes back is told from who is remembered, and a score of
 * the one is not stored for the other.
 */
export function firstRevision([{ eventId }]: Events): string {
  return eventId;
}

function additions(userId: string, events: Events, { current, touched }: AssignedSessions, owned: Owned) {
  const earliest = events.reduce((first, next) => (next.event.time < first.event.time ? next : first));
  const newest = events.reduce((last, next) => (next.event.time > last.event.time ? next : last));
  const latest = <T>(read: (event: PreparedEvent["event"]) => T | null): T | null =>
    events.reduce<T | null>((found, { event }) => read(event) ?? found, null);
  const created = latest((event) => event.userCreated);
  return {
    user_id: userId,
    first_seen: earliest.time,
    last_seen: newest.time,
    created_sent: created === null ? null : iso(created),
    first_name: latest((event) => event.firstName),
    last_name: latest((event) => event.lastName),
    full_name: latest((event) => event.fullName),
    last_email: latest((event) => event.email?.address ?? null),
    last_phone: latest((event) => event.phone),
    session_id: current.sessionId,
    event_count: events.length,
    ip_count: newValues(userId, events, owned, "ip"),
    device_count: newValues(userId, events, owned, "device"),
    session_count: touched.filter(({ isNew }) => isNew).length,
  };
}

function newValues(userId: string, events: Events, owned: Owned, kind: OwnKind): number {
  const values = new Set(events.map(OWN_TABLES[kind].valueOf));
  return [...values].filter((value) => value !== null && !owned.had(kind, userId, value)).length;
}

/** The address was known, and a newer source now tells another country. */
function countryChanged({ userId, event, ip }: PreparedEvent, owned: Owned): boolean {
  const { country } = ip.values;
  return country !== null && owned.countryOf(userId, event.ip.address) !== country;
}
