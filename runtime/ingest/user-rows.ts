import { storableText } from "./text.ts";
import type { AssignedSessions, SessionRow } from "./assign-sessions.ts";
import { groupSightings, iso, type Sightings } from "./batch-rows.ts";
import type { SeenAgainRow, SharedValueRow, updateUsers, UserRows as WrittenUserRows } from "./batch-statements.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { pairKey, type KnownPairs } from "./shared-rows.ts";

type UserRows = WrittenUserRows["rows"];

/** What the shared tables answered, by kind, app and value. */
export type SharedValues = ReadonlyMap<string, SharedValueRow>;

export function sharedValues(rows: readonly SharedValueRow[]): SharedValues {
  return new Map(rows.map((row) => [`${row.kind} ${row.app_id} ${row.value}`, row]));
}

export interface UserRowsInput {
  readonly events: readonly PreparedEvent[];
  readonly sessions: ReadonlyMap<string, AssignedSessions>;
  readonly shared: SharedValues;
  readonly known: KnownPairs;
  readonly logbook: UserRows["logbook"];
  readonly nextId: () => string;
}

/** What is new, or seen for the first time in a session, is written whole; the rest is only seen again. */
export function userRows(input: UserRowsInput): WrittenUserRows {
  const { events, known } = input;
  const fresh = (kind: OwnKind) => isFresh(input, kind);
  const again = (kind: OwnKind) => {
    const isNew = fresh(kind);
    return ownValues(events, VALUE_OF[kind])
      .filter((own) => !isNew(own))
      .map(({ latest, value, first_seen, last_seen, event_count }): SeenAgainRow => {
        return { user_id: latest.userId, value, first_seen, last_seen, event_count };
      });
  };
  return {
    rows: { ...wholeRows(input, fresh), logbook: input.logbook },
    seenAgain: {
      user_ips: again("ip"),
      user_devices: again("device"),
      user_emails: known.size === 0 ? [] : again("email"),
      user_phones: known.size === 0 ? [] : again("phone"),
    },
  };
}

type OwnKind = "ip" | "device" | "email" | "phone";

const VALUE_OF: Readonly<Record<OwnKind, (event: PreparedEvent) => string | null>> = {
  ip: ({ event }) => event.ip.address,
  device: ({ deviceId }) => deviceId,
  email: ({ event }) => event.email?.address ?? null,
  phone: ({ event }) => event.phone,
};

/** Facts are copied again with every session: nobody need rewrite them with every event. */
export function opensNewSession(sessions: ReadonlyMap<string, AssignedSessions>, userId: string): boolean {
  return sessions.get(userId)?.touched.some(({ isNew }) => isNew) ?? true;
}

function isFresh({ sessions, known }: UserRowsInput, kind: OwnKind): (own: Own) => boolean {
  return ({ latest, value }) =>
    opensNewSession(sessions, latest.userId) || !known.has(pairKey(kind, latest.userId, value));
}

function wholeRows(
  { events, sessions, shared, nextId }: UserRowsInput,
  fresh: (kind: OwnKind) => (own: Own) => boolean,
): Omit<UserRows, "logbook"> {
  return {
    user_ips: ownValues(events, VALUE_OF.ip)
      .filter(fresh("ip"))
      .map(({ latest, value, ...seen }) => ({
        ...owner(latest),
        address: value,
        ...latest.ip.values,
        ...flags(shared, "ip", latest, value),
        ...seen,
      })),
    user_devices: ownValues(events, VALUE_OF.device)
      .filter(fresh("device"))
      .map(({ latest, value, ...seen }) => ({
        ...owner(latest),
        device_id: value,
        user_agent: latest.event.userAgent,
        language: latest.event.language,
        primary_language: primaryLanguage(latest.event.language),
        ...latest.device.values,
        ...seen,
      })),
    user_emails: ownValues(events, VALUE_OF.email).filter(fresh("email")).flatMap(emailRow(shared)),
    user_phones: ownValues(events, VALUE_OF.phone)
      .filter(fresh("phone"))
      .map(({ latest, value, event_count: _, ...seen }) => ({
        ...owner(latest),
        number: value,
        phone_id: latest.phoneId,
        ...(latest.phone?.values ?? { valid: null, country: null, type: null }),
        ...flags(shared, "phone", latest, value),
        ...seen,
      })),
    sessions: [...sessions.values()].flatMap(({ touched }) => touched.map(sessionRow)),
    events: events.map((prepared) =>
      eventRow(prepared, sessions.get(prepared.userId)?.sessionOf.get(prepared.eventId)),
    ),
    field_changes: events.flatMap((prepared) => fieldChangeRows(prepared, nextId)),
  };
}

const owner = ({ userId, origin }: PreparedEvent) => ({ user_id: userId, app_id: origin.appId });

type Own = Sightings & { readonly value: string };

function ownValues(events: readonly PreparedEvent[], valueOf: (event: PreparedEvent) => string | null): readonly Own[] {
  const sightings = groupSightings(events, (prepared) => {
    const value = valueOf(prepared);
    return value === null ? null : `${prepared.userId} ${value}`;
  });
  return [...sightings.values()].map((seen) => ({ ...seen, value: valueOf(seen.latest) ?? "" }));
}

function flags(shared: SharedValues, kind: SharedValueRow["kind"], { origin }: PreparedEvent, value: string) {
  const row = shared.get(`${kind} ${origin.appId} ${value}`);
  return { blacklisted: row?.blacklisted ?? false, user_count: row?.user_count ?? 1 };
}

function emailRow(shared: SharedValues) {
  return ({ latest, value: address, event_count: _, ...seen }: Own): UserRows["user_emails"] => {
    const { email, emailId } = latest;
    if (email === null) return [];
    const at = address.lastIndexOf("@");
    return [
      {
        ...owner(latest),
        address,
        email_id: emailId,
        valid: latest.event.email?.valid ?? false,
        local_part: at === -1 ? address : address.slice(0, at),
        domain: at === -1 ? null : address.slice(at + 1),
        ...email.values,
        blacklisted: flags(shared, "email", latest, address).blacklisted,
        ...seen,
      },
    ];
  };
}

function sessionRow(session: SessionRow): UserRows["sessions"][number] {
  return {
    user_id: session.userId,
    session_id: session.sessionId,
    app_id: session.appId,
    started: iso(session.started),
    last_seen: iso(session.lastSeen),
    event_count: session.eventCount,
    ip_count: session.addresses.size,
    device_count: session.deviceIds.size,
    country_count: session.countries.size,
    addresses: [...session.addresses],
    device_ids: [...session.deviceIds],
    countries: [...session.countries],
  };
}

function eventRow(prepared: PreparedEvent, sessionId: string | undefined): UserRows["events"][number] {
  const { event, origin } = prepared;
  const { path } = event;
  return {
    user_id: prepared.userId,
    app_id: origin.appId,
    time: iso(event.time),
    event_id: prepared.eventId,
    session_id: sessionId,
    device_id: prepared.deviceId,
    email_id: prepared.emailId,
    phone_id: prepared.phoneId,
    http_code: event.httpCode,
    local_hour: prepared.localHour,
    address: event.ip.address,
    type: event.type,
    http_method: event.httpMethod,
    url: event.url,
    path: path === event.url ? null : path,
    query: event.query,
    referer: event.referer,
    page_title: event.pageTitle,
    search_field: event.search?.fieldId ?? null,
    search_value: event.search?.value ?? null,
    trace_id: origin.traceId,
    payload: event.search ?? event.emailChange,
  };
}

function fieldChangeRows(prepared: PreparedEvent, nextId: () => string): UserRows["field_changes"] {
  if (prepared.event.type !== "field_edit") return [];
  return prepared.event.fieldChanges.map((change) => ({
    ...owner(prepared),
    time: iso(prepared.event.time),
    change_id: nextId(),
    event_id: prepared.eventId,
    field_id: change.fieldId,
    field_name: change.fieldName,
    old_value: change.oldValue,
    new_value: change.newValue,
    parent_id: change.parentId,
    parent_name: change.parentName,
  }));
}

/** `de-CH,de;q=0.9` is `DE`. */
export function primaryLanguage(language: string | null): string | null {
  const first = (language ?? "").split(",")[0]?.split(";")[0]?.split("-")[0]?.trim() ?? "";
  return first === "" ? null : first.toUpperCase();
}

type UserChanges = Parameters<typeof updateUsers>[0];

export function userChanges(
  byUser: ReadonlyMap<string, readonly PreparedEvent[]>,
  sessions: ReadonlyMap<string, AssignedSessions>,
  known: KnownPairs,
): UserChanges {
  return [...byUser].map(([userId, events]) => {
    const assigned = sessions.get(userId);
    const times = events.map(({ event }) => event.time);
    const latest = <T>(read: (event: PreparedEvent["event"]) => T | null): T | null =>
      events.reduce<T | null>((found, { event }) => read(event) ?? found, null);
    const created = latest((event) => event.userCreated);
    const newIps = newValues(userId, events, known, "ip", ({ event }) => event.ip.address);
    return {
      user_id: userId,
      first_seen: iso(Math.min(...times)),
      last_seen: iso(Math.max(...times)),
      created_sent: created === null ? null : iso(created),
      first_name: latest((event) => event.firstName),
      last_name: latest((event) => event.lastName),
      full_name: latest((event) => event.fullName),
      last_email: latest((event) => event.email?.address ?? null),
      last_phone: latest((event) => event.phone),
      session_id: assigned?.current.sessionId,
      events: events.length,
      new_ips: newIps,
      new_devices: newValues(userId, events, known, "device", ({ deviceId }) => deviceId),
      new_sessions: assigned?.touched.filter(({ isNew }) => isNew).length,
      recount_countries: newIps > 0 || events.some((prepared) => countryChanged(prepared, known)),
    };
  });
}

function newValues(
  userId: string,
  events: readonly PreparedEvent[],
  known: KnownPairs,
  kind: "ip" | "device",
  valueOf: (event: PreparedEvent) => string,
): number {
  const values = new Set(events.map(valueOf));
  return [...values].filter((value) => !known.has(pairKey(kind, userId, value))).length;
}

/** The address was known, and a newer source now tells another country. */
function countryChanged({ userId, event, ip }: PreparedEvent, known: KnownPairs): boolean {
  const { country } = ip.values;
  return country !== null && known.get(pairKey("ip", userId, event.ip.address)) !== country;
}

export function logbookRows(
  events: readonly PreparedEvent[],
  collisions: ReadonlySet<string>,
  nextId: () => string,
): UserRows["logbook"] {
  return events.map(({ origin, accepted, userId, eventId }) => {
    const collision = collisions.has(eventId);
    const messages = collision ? [COLLISION] : accepted.corrections.map(({ message }) => message);
    return {
      app_id: origin.appId,
      logbook_id: nextId(),
      api_key_id: origin.apiKeyId,
      endpoint: "/sensor/",
      remote_address: origin.remoteAddress,
      user_id: collision ? null : userId,
      event_id: collision ? null : eventId,
      outcome: collision ? "failed" : messages.length === 0 ? "stored" : "corrected",
      messages: messages.length === 0 ? null : messages,
      raw: storableFields(accepted.raw),
      started: iso(origin.receivedAt),
    };
  });
}

export const COLLISION = "another user of this app has the same id: the event was not stored";

/** What was sent may hold characters that no database column takes. */
export function storableFields(raw: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, storableText(value)]));
}
