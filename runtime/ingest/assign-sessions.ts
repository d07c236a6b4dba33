import { ROW_CAP } from "../../dsl/types/sources.ts";
import { extendSession, opensSession } from "../../dsl/types/session-rule.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { StoredUser } from "./stored-user.ts";

/** A session as it is after the batch. */
export interface SessionRow {
  readonly userId: string;
  readonly appId: number;
  readonly sessionId: string;
  started: number;
  lastSeen: number;
  eventCount: number;
  readonly isNew: boolean;
  /** Each holds at most 1,000 values: the counters of a session end there. */
  readonly addresses: Set<string>;
  readonly deviceIds: Set<string>;
  /** An unknown country is an empty text. */
  readonly countries: Set<string>;
}

export interface AssignedSessions {
  readonly touched: readonly SessionRow[];
  /** By event id. */
  readonly sessionOf: ReadonlyMap<string, string>;
  /** The session that the user's next event may continue. */
  readonly current: SessionRow;
}

/** Walks one user's events in the order of their arrival, as the session rule asks. */
export function assignSessions(
  user: StoredUser,
  events: readonly [PreparedEvent, ...PreparedEvent[]],
  nextId: () => string,
): AssignedSessions {
  const touched = new Set<SessionRow>();
  const sessionOf = new Map<string, string>();
  const [{ origin }] = events;
  let current = user.session === null ? null : storedRow(user.userId, origin.appId, user.session);
  let lastSeen = user.lastSeen;
  let last: SessionRow | null = current;
  for (const prepared of events) {
    const { time } = prepared.event;
    if (current === null || opensSession(current, lastSeen, time))
      current = emptyRow(user.userId, origin.appId, nextId(), time);
    addEvent(current, prepared);
    lastSeen = Math.max(lastSeen ?? time, time);
    touched.add(current);
    sessionOf.set(prepared.eventId, current.sessionId);
    last = current;
  }
  if (last === null) throw new Error("a user without events has no session");
  return { touched: [...touched], sessionOf, current: last };
}

function storedRow(userId: string, appId: number, stored: NonNullable<StoredUser["session"]>): SessionRow {
  return {
    userId,
    appId,
    sessionId: stored.sessionId,
    started: stored.started,
    lastSeen: stored.lastSeen,
    eventCount: stored.eventCount,
    isNew: false,
    addresses: new Set(stored.addresses),
    deviceIds: new Set(stored.deviceIds),
    countries: new Set(stored.countries),
  };
}

function emptyRow(userId: string, appId: number, sessionId: string, time: number): SessionRow {
  return {
    userId,
    appId,
    sessionId,
    started: time,
    lastSeen: time,
    eventCount: 0,
    isNew: true,
    addresses: new Set(),
    deviceIds: new Set(),
    countries: new Set(),
  };
}

function addEvent(session: SessionRow, { event, deviceId, ip }: PreparedEvent): void {
  const { started, lastSeen } = extendSession(session, event.time);
  session.started = started;
  session.lastSeen = lastSeen;
  session.eventCount += 1;
  addCapped(session.addresses, event.ip.address);
  addCapped(session.deviceIds, deviceId);
  addCapped(session.countries, ip.values.country ?? "");
}

function addCapped(values: Set<string>, value: string): void {
  if (values.size < ROW_CAP) values.add(value);
}
