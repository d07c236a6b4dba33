import type { ExtendedTrails } from "../audit/extend-trails.ts";
import type { TrailChange } from "../audit/field-link.ts";
import { arrayLiteral } from "../db/array-literal.ts";
import type { GivenRow, LayeredRow } from "../db/statement.ts";
import type { AssignedSessions, SessionRow } from "./assign-sessions.ts";
import { groupSightings, type Sightings } from "./batch-rows.ts";
import { iso } from "./iso-time.ts";
import { OWN_KINDS, OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import type { Owned } from "./owned.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { BatchRows, UserTable } from "./write-statement.ts";

export interface UserRowsInput {
  readonly events: readonly PreparedEvent[];
  readonly sessions: ReadonlyMap<string, AssignedSessions>;
  readonly owned: Owned;
}

type UserRows = Pick<BatchRows, Exclude<UserTable, "logbook" | keyof ExtendedTrails> | `again_${OwnKind}`>;

/** What is new, or seen for the first time in a session, is written whole; the rest is only seen again. */
export function userRows(input: UserRowsInput): UserRows {
  const { events, sessions } = input;
  const own = Object.fromEntries(OWN_KINDS.map((kind) => [kind, split(input, kind)])) as Record<OwnKind, Split>; // a key each
  return {
    user_ips: own.ip.whole.map(ipRow),
    user_devices: own.device.whole.map(deviceRow),
    user_emails: own.email.whole.flatMap(emailRow),
    user_phones: own.phone.whole.map(phoneRow),
    again_ip: own.ip.again,
    again_device: own.device.again,
    again_email: own.email.again,
    again_phone: own.phone.again,
    sessions: [...sessions.values()].flatMap(({ touched }) => touched.map(sessionRow)),
    events: events.map((prepared) =>
      eventRow(prepared, sessions.get(prepared.userId)?.sessionOf.get(prepared.eventId)),
    ),
  };
}

interface Split {
  readonly whole: readonly Own[];
  readonly again: readonly GivenRow[];
}

interface Own {
  readonly latest: PreparedEvent;
  readonly value: string;
  readonly seen: Sightings;
}

function split({ events, sessions, owned }: UserRowsInput, kind: OwnKind): Split {
  const whole: Own[] = [];
  const again: GivenRow[] = [];
  for (const own of ownValues(events, OWN_TABLES[kind].valueOf)) {
    const { latest, value, seen } = own;
    if (opensNewSession(sessions, latest.userId) || !owned.had(kind, latest.userId, value)) whole.push(own);
    else {
      const { first_seen, last_seen, event_count } = seen;
      again.push({ user_id: latest.userId, value, first_seen, last_seen, event_count });
    }
  }
  return { whole, again };
}

/** Facts are copied again with every session: nobody need rewrite them with every event. */
export function opensNewSession(sessions: ReadonlyMap<string, AssignedSessions>, userId: string): boolean {
  return sessions.get(userId)?.touched.some(({ isNew }) => isNew) ?? true;
}

const owner = ({ userId, origin }: PreparedEvent) => ({ user_id: userId, app_id: origin.appId });

function ownValues(events: readonly PreparedEvent[], valueOf: (event: PreparedEvent) => string | null): readonly Own[] {
  const sightings = groupSightings(events, (prepared) => {
    const value = valueOf(prepared);
    return value === null ? null : `${prepared.userId} ${value}`;
  });
  return [...sightings.values()].map((seen) => ({ latest: seen.latest, value: valueOf(seen.latest) ?? "", seen }));
}

function ipRow({ latest, value, seen }: Own): LayeredRow {
  return [{ ...owner(latest), address: value }, latest.ip.values, seen];
}

function deviceRow({ latest, value, seen }: Own): LayeredRow {
  const { userAgent, language } = latest.event;
  const own = { ...owner(latest), device_id: value, user_agent: userAgent, language };
  return [own, { primary_language: primaryLanguage(language) }, latest.device.values, seen];
}

function emailRow({ latest, value: address, seen }: Own): readonly LayeredRow[] {
  const { email, emailId } = latest;
  if (email === null) return [];
  const at = address.lastIndexOf("@");
  const named = {
    address,
    email_id: emailId,
    valid: latest.event.email?.valid ?? false,
    local_part: at === -1 ? address : address.slice(0, at),
    domain: at === -1 ? null : address.slice(at + 1),
  };
  return [[owner(latest), named, email.values, seen]];
}

const UNKNOWN_PHONE = { valid: null, country: null, type: null };

function phoneRow({ latest, value, seen }: Own): LayeredRow {
  const own = { ...owner(latest), number: value, phone_id: latest.phoneId };
  return [own, latest.phone?.values ?? UNKNOWN_PHONE, seen];
}

function sessionRow(session: SessionRow): GivenRow {
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
    addresses: arrayLiteral([...session.addresses], "text"),
    device_ids: arrayLiteral([...session.deviceIds], "bigint"),
    countries: arrayLiteral([...session.countries], "text"),
  };
}

function eventRow(prepared: PreparedEvent, sessionId: string | undefined): GivenRow {
  const { event, origin } = prepared;
  const { path } = event;
  return {
    user_id: prepared.userId,
    app_id: origin.appId,
    time: prepared.time,
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
    payload: payloadOf(event),
  };
}

function payloadOf({ search, emailChange }: PreparedEvent["event"]): string | null {
  const payload = search ?? emailChange;
  return payload === null ? null : JSON.stringify(payload);
}

/** In the order of their arrival; those of one event in the order that the application gave. */
export function fieldChanges(events: readonly PreparedEvent[], nextId: () => string): readonly TrailChange[] {
  return events
    .filter(hasChanges)
    .flatMap(({ userId, eventId, origin: { appId }, event: { time, fieldChanges: changes } }) =>
      changes.map((change) => ({ userId, appId, changeId: nextId(), eventId, time, ...change })),
    );
}

export function usersWithChanges(events: readonly PreparedEvent[]): readonly string[] {
  return [...new Set(events.filter(hasChanges).map(({ userId }) => userId))];
}

function hasChanges({ event: { type, fieldChanges: changes } }: PreparedEvent): boolean {
  return type === "field_edit" && changes.length > 0;
}

/** `de-CH,de;q=0.9` is `DE`. */
export function primaryLanguage(language: string | null): string | null {
  const first = (language ?? "").split(",")[0]?.split(";")[0]?.split("-")[0]?.trim() ?? "";
  return first === "" ? null : first.toUpperCase();
}
