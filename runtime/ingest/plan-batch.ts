import { extendTrails, type TrailEnds } from "../audit/extend-trails.ts";
import type { TrailKey } from "../audit/trail-key.ts";
import type { GivenRow } from "../db/statement.ts";
import { assignSessions, type AssignedSessions, type SessionRow } from "./assign-sessions.ts";
import { ownKey, type KnownUser, type KnownValue } from "./known-users.ts";
import { continuationOf, thingsByUser, type Continuation } from "./continuation.ts";
import { keptLines, logbookRows } from "./logbook-rows.ts";
import { OWN_KINDS, OWN_TABLES } from "./own-kinds.ts";
import { isSameOwner, ownerOf, type Owner } from "./owner.ts";
import { ownedBefore, type Owned } from "./owned.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { findRepeated, type Repeated, type StoredTrace } from "./repeated-events.ts";
import { sharedRowsOf } from "./shared-rows.ts";
import type { StoredSession } from "./stored-user.ts";
import { firstRevision, newUser, userChange } from "./user-changes.ts";
import { fieldChanges, opensNewSession, userRows } from "./user-rows.ts";
import type { BatchRows } from "./write-statement.ts";

/** All that a batch writes, and what its users will be then. */
export interface BatchPlan {
  readonly rows: BatchRows;
  readonly stored: readonly PreparedEvent[];
  /** Those of which the logbook has a line: stored, or repeated. */
  readonly logged: readonly PreparedEvent[];
  /** Whose events are stored. */
  readonly userIds: readonly string[];
  /** Events whose user id belongs to another name: nothing of them is written. */
  readonly collided: readonly PreparedEvent[];
  /** Events that were sent again: a line in the logbook is all that is written of them. */
  readonly repeated: Repeated;
  /** The users once the rows are written. */
  readonly after: ReadonlyMap<string, KnownUser>;
  /** Of users who change no field, without what the database answers. */
  readonly continuations: readonly Continuation[];
}

type Events = readonly [PreparedEvent, ...PreparedEvent[]];

/** What is stored before the batch. */
export interface StoredBefore {
  /** Every user of the batch, and of each what the events name. */
  readonly users: ReadonlyMap<string, KnownUser>;
  /** Events with a user, time and trace id of the batch. */
  readonly traces: readonly StoredTrace[];
  /** Where the trails of users with field changes end. */
  readonly trails: TrailEnds;
}

export interface PlanDeps {
  readonly nextId: () => string;
  readonly trailKey: TrailKey;
}

/** What storing these events means for users as they are known. */
export function planBatch(
  events: readonly PreparedEvent[],
  { users: before, traces, trails }: StoredBefore,
  { nextId, trailKey }: PlanDeps,
): BatchPlan {
  const { owners, collided } = splitCollisions(events, before);
  const repeated = findRepeated(owners, traces);
  const accepted = repeated.size === 0 ? owners : owners.filter(({ eventId }) => !repeated.has(eventId));
  const owned = ownedBefore(before);
  const users = [...groupByUser(accepted)].flatMap(([userId, own]) => {
    const known = before.get(userId);
    return known === undefined ? [] : [{ userId, own, known, sessions: assignSessions(known.stored, own, nextId) }];
  });
  const sessions = new Map(users.map(({ userId, sessions: assigned }) => [userId, assigned]));
  // Known users who go on as before share nothing new: most events leave the shared tables alone.
  const news = accepted.filter((prepared) => bringsNews(prepared, sessions, owned));
  const known = users.filter(({ known: { stored } }) => stored.revision !== null);
  const strangers = users.filter(({ known: { stored } }) => stored.revision === null);
  const after = new Map(
    users.map(({ userId, own, known: user, sessions: assigned }) => [userId, afterwards(user, own, assigned)]),
  );
  const changes = known.map((user) => userChange(user.userId, user.own, user.sessions, owned));
  const newUsers = strangers.map((user) => newUser(user.userId, user.own, user.sessions, owned));
  const ownRows = userRows({ events: accepted, sessions, owned });
  const things = thingsByUser(ownRows, before);
  const continued = (of: readonly (typeof users)[number][], told: readonly GivenRow[]) =>
    of.flatMap((user, index) => {
      const change = told[index];
      const revision = after.get(user.userId)?.stored.revision;
      if (change === undefined || revision === undefined || revision === null) return [];
      return continuationOf(user, { after: revision, change, things: things.get(user.userId) ?? [] }) ?? [];
    });
  return {
    rows: {
      ...sharedRowsOf(news, owned),
      ...ownRows,
      ...extendTrails(trailKey, trails, fieldChanges(accepted, nextId)),
      logbook: logbookRows(owners, repeated, nextId),
      inbox: keptLines(owners, repeated, nextId),
      expected: known
        .map(({ userId, known: { stored } }) => ({ user_id: userId, revision: stored.revision }))
        .toSorted((a, b) => compareIds(a.user_id, b.user_id)),
      new_users: newUsers,
      user_changes: changes,
    },
    stored: accepted,
    logged: owners,
    userIds: users.map(({ userId }) => userId),
    collided,
    repeated,
    after,
    continuations: [...continued(known, changes), ...continued(strangers, newUsers)],
  };
}

/** A user id belongs to whom it is stored with, or else to whose event comes first. */
function splitCollisions(events: readonly PreparedEvent[], before: ReadonlyMap<string, KnownUser>) {
  const ownerById = new Map<string, Owner>();
  const owners: PreparedEvent[] = [];
  const collided: PreparedEvent[] = [];
  for (const prepared of events) {
    const { userId } = prepared;
    const owner = ownerById.get(userId) ?? before.get(userId)?.stored.owner ?? ownerOf(prepared);
    ownerById.set(userId, owner);
    if (isSameOwner(owner, ownerOf(prepared))) owners.push(prepared);
    else collided.push(prepared);
  }
  return { owners, collided };
}

/** Decimal texts of non-negative integers, in the order of their values. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

export function groupByUser(events: readonly PreparedEvent[]): ReadonlyMap<string, Events> {
  const groups = new Map<string, [PreparedEvent, ...PreparedEvent[]]>();
  for (const prepared of events) {
    const group = groups.get(prepared.userId);
    if (group === undefined) groups.set(prepared.userId, [prepared]);
    else group.push(prepared);
  }
  return groups;
}

function bringsNews(prepared: PreparedEvent, sessions: ReadonlyMap<string, AssignedSessions>, owned: Owned): boolean {
  if (opensNewSession(sessions, prepared.userId)) return true;
  return (["ip", "email", "phone"] as const).some((kind) => {
    const value = OWN_TABLES[kind].valueOf(prepared);
    return value !== null && !owned.had(kind, prepared.userId, value);
  });
}

function afterwards({ stored, values }: KnownUser, events: Events, { current, touched }: AssignedSessions): KnownUser {
  const opened = touched.some(({ isNew }) => isNew);
  const [first] = events;
  return {
    stored: {
      userId: first.userId,
      owner: stored.owner ?? ownerOf(first),
      revision: stored.revision === null ? firstRevision(events) : (BigInt(stored.revision) + 1n).toString(),
      lastSeen: events.reduce(
        (latest, prepared) => Math.max(latest, prepared.event.time),
        stored.lastSeen ?? -Infinity,
      ),
      session: sessionAfter(current),
    },
    values: valuesAfter(values, events, opened),
  };
}

/** A row that was written whole has the newest facts; one that was only seen again keeps its own. */
function valuesAfter(
  before: ReadonlyMap<string, KnownValue>,
  events: Events,
  writtenWhole: boolean,
): ReadonlyMap<string, KnownValue> {
  let after: Map<string, KnownValue> | null = null;
  for (const prepared of events)
    for (const kind of OWN_KINDS) {
      const value = OWN_TABLES[kind].valueOf(prepared);
      if (value === null) continue;
      const key = ownKey(kind, value);
      const known = before.get(key);
      if (known?.had === true && !writtenWhole) continue;
      const country = kind === "ip" ? (prepared.ip.values.country ?? known?.country ?? null) : null;
      after ??= new Map(before);
      after.set(key, { had: true, country });
    }
  return after ?? before;
}

function sessionAfter(session: SessionRow): StoredSession {
  return {
    sessionId: session.sessionId,
    started: session.started,
    lastSeen: session.lastSeen,
    eventCount: session.eventCount,
    addresses: [...session.addresses],
    deviceIds: [...session.deviceIds],
    countries: [...session.countries],
  };
}
