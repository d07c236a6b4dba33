import { createHash } from "node:crypto";
import type { PoolClient, QueryResultRow } from "pg";
import type { RawBuilder } from "kysely";
import { compileRaw, inTransaction, runPrepared, type Store } from "../db/store.ts";
import { assignSessions, type AssignedSessions } from "./assign-sessions.ts";
import { contactRows, ipRows, pairKey, type KnownPairs } from "./shared-rows.ts";
import {
  lockUsers,
  readLockedUsers,
  updateUsers,
  writeShared,
  writeUserRows,
  type KnownPairRow,
  type LockedUserRow,
  type LockedUsersRow,
  type SharedValueRow,
  type ValuePair,
} from "./batch-statements.ts";
import { iso } from "./batch-rows.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { StoredUser } from "./stored-user.ts";
import { logbookRows, opensNewSession, sharedValues, userChanges, userRows } from "./user-rows.ts";

export interface WrittenBatch {
  /** Whose events were stored. */
  readonly userIds: readonly string[];
  /** Events whose user id belongs to another name; nothing of them was stored but a line of the logbook. */
  readonly collisions: ReadonlySet<string>;
  /** A count of users changed that rows of others still show: `spreadCounts` has work. */
  readonly staleCounts: boolean;
}

/**
 * Stores the events of a batch, in the order of their arrival, in one transaction. The caller has made the partitions.
 *
 * @throws the database's error; nothing is stored then.
 */
export async function writeBatch(
  store: Store,
  events: readonly PreparedEvent[],
  nextId: () => string,
): Promise<WrittenBatch> {
  return inTransaction(store, async (client) => {
    const run = runner(store, client);
    const { users, known } = await lockAndRead(run, events);
    const accepted = events.filter(({ userId, event }) => users.get(userId)?.name === event.userName);
    const stored = new Set(accepted.map(({ eventId }) => eventId));
    const collisions = new Set(events.map(({ eventId }) => eventId).filter((eventId) => !stored.has(eventId)));
    const byUser = groupByUser(accepted);
    const sessions = new Map<string, AssignedSessions>();
    for (const [userId, own] of byUser) {
      const user = users.get(userId);
      if (user !== undefined) sessions.set(userId, assignSessions(user, own, nextId));
    }

    // Known users who go on as before share nothing new: most batches leave the shared tables alone.
    const fresh = accepted.filter((prepared) => bringsNews(prepared, sessions, known));
    const shared =
      fresh.length === 0
        ? []
        : await run<SharedValueRow>(
            "ingest shared",
            writeShared({ ips: ipRows(fresh, known), ...contactRows(fresh, known) }),
          );
    const logbook = logbookRows(events, collisions, nextId);
    const written = userRows({ events: accepted, sessions, shared: sharedValues(shared), known, logbook, nextId });
    await run("ingest user rows", writeUserRows(written));
    await run("ingest users", updateUsers(userChanges(byUser, sessions, known)));
    return { userIds: [...byUser.keys()], collisions, staleCounts: shared.some(({ stale }) => stale) };
  });
}

function bringsNews(
  { userId, event }: PreparedEvent,
  sessions: ReadonlyMap<string, AssignedSessions>,
  known: KnownPairs,
): boolean {
  const isNew = (kind: KnownPairRow["kind"], value: string | null) =>
    value !== null && !known.has(pairKey(kind, userId, value));
  return (
    opensNewSession(sessions, userId) ||
    isNew("ip", event.ip.address) ||
    isNew("email", event.email?.address ?? null) ||
    isNew("phone", event.phone)
  );
}

type Run = <R extends QueryResultRow>(name: string, statement: RawBuilder<unknown>) => Promise<readonly R[]>;

function runner(store: Store, client: PoolClient): Run {
  return async <R extends QueryResultRow>(name: string, statement: RawBuilder<unknown>) => {
    const query = compileRaw(store, statement);
    // Statements leave out the tables that have no rows: each shape is prepared under a name of its own.
    const shape = createHash("sha1").update(query.sql).digest("base64url").slice(0, 12);
    return (await runPrepared<R>(client, `${name} ${shape}`, query)).rows;
  };
}

interface Locked {
  readonly users: ReadonlyMap<string, StoredUser>;
  readonly known: KnownPairs;
}

async function lockAndRead(run: Run, events: readonly PreparedEvent[]): Promise<Locked> {
  const first = new Map<string, PreparedEvent>();
  for (const prepared of events) if (!first.has(prepared.userId)) first.set(prepared.userId, prepared);
  await run(
    "ingest lock users",
    lockUsers(
      [...first.values()].map(({ userId, origin, event }) => ({
        user_id: userId,
        app_id: origin.appId,
        name: event.userName,
        anonymous: event.anonymous,
        time: iso(event.time),
      })),
    ),
  );
  const statement = readLockedUsers([...first.keys()], {
    ip: pairs(events, ({ event }) => event.ip.address),
    device: pairs(events, ({ deviceId }) => deviceId),
    email: pairs(events, ({ event }) => event.email?.address ?? null),
    phone: pairs(events, ({ event }) => event.phone),
  });
  const [row] = await run<LockedUsersRow>("ingest read users", statement);
  return {
    users: new Map(row?.users.map((user) => [user.user_id, storedUser(user)])),
    known: new Map(row?.pairs.map((pair) => [pairKey(pair.kind, pair.user_id, pair.value), pair.country])),
  };
}

function pairs(
  events: readonly PreparedEvent[],
  valueOf: (event: PreparedEvent) => string | null,
): readonly ValuePair[] {
  const values = new Map<string, ValuePair>();
  for (const prepared of events) {
    const value = valueOf(prepared);
    if (value !== null) values.set(`${prepared.userId} ${value}`, { user_id: prepared.userId, value });
  }
  return [...values.values()];
}

function storedUser(row: LockedUserRow): StoredUser {
  const { user_id: userId, name, session_id: sessionId, started, session_last_seen: lastSeen } = row;
  const session =
    sessionId === null || started === null || lastSeen === null
      ? null
      : {
          sessionId,
          started: Date.parse(started),
          lastSeen: Date.parse(lastSeen),
          eventCount: row.session_events ?? 0,
          addresses: row.addresses ?? [],
          deviceIds: row.device_ids ?? [],
          countries: row.countries ?? [],
        };
  return { userId, name, lastSeen: row.event_count === 0 ? null : Date.parse(row.last_seen), session };
}

function groupByUser(events: readonly PreparedEvent[]): Map<string, [PreparedEvent, ...PreparedEvent[]]> {
  const groups = new Map<string, [PreparedEvent, ...PreparedEvent[]]>();
  for (const prepared of events) {
    const group = groups.get(prepared.userId);
    if (group === undefined) groups.set(prepared.userId, [prepared]);
    else group.push(prepared);
  }
  return groups;
}
