import type { PoolClient } from "pg";
import { createReadTrailEnds } from "../audit/extend-trails.ts";
import { uncounted, type CacheCounts } from "../cache/cache-book.ts";
import { inTransaction, type Store } from "../db/store.ts";
import { iso } from "./iso-time.ts";
import { isUniqueViolation } from "./database-failures.ts";
import { ownKey, type KnownUser, type KnownUsers } from "./known-users.ts";
import { createLockStatement } from "./lock-users.ts";
import { OWN_KINDS, OWN_TABLES } from "./own-kinds.ts";
import { isSameOwner, ownerOf } from "./owner.ts";
import { groupByUser, planBatch, type BatchPlan, type PlanDeps } from "./plan-batch.ts";
import type { Continuation, SharedFlags } from "./continuation.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { createReadUsers } from "./read-users.ts";
import { createFindStored, type Repeated } from "./repeated-events.ts";
import { usersWithChanges } from "./user-rows.ts";
import { createWriteStatement, type WrittenRow } from "./write-statement.ts";

export interface WrittenBatch {
  /** All events of the batch but those that collided, and those that another process took from the inbox. */
  readonly stored: readonly PreparedEvent[];
  /** Those of which the logbook has a line: stored, or repeated. */
  readonly logged: readonly PreparedEvent[];
  /** Whose events were stored. */
  readonly userIds: readonly string[];
  /** Events whose user id belongs to another name, who is there now; nothing of them was stored. */
  readonly collided: readonly PreparedEvent[];
  /** Events that were sent again, and are not stored again. */
  readonly repeated: Repeated;
  /** Of those of them who change no field. */
  readonly continuations: readonly Continuation[];
  /** A count of users changed that rows of others still show: `spreadCounts` has work. */
  readonly staleCounts: boolean;
}

/**
 * Stores the events of a batch, in the order of their arrival, all or none. The caller has made the partitions.
 *
 * @throws the database's error; nothing is stored then.
 */
export type WriteBatch = (events: readonly PreparedEvent[]) => Promise<WrittenBatch>;

/** Tries without locks before: each of them fails only if another process wrote one of the users in between. */
const OPTIMISTIC_ATTEMPTS = 2;

type Client = Pick<PoolClient, "query">;

export interface WriteBatchDeps extends PlanDeps {
  /** What this process remembers of users. */
  readonly known: KnownUsers;
  /** Counted nowhere when not given. */
  readonly counts?: CacheCounts | undefined;
}

/**
 * Most users of a batch were met a moment ago: what they are is remembered, and the batch is one statement that writes only if they still are
 * that. Others are read first. Where another process keeps writing the same users, they are locked before they are read.
 */
export function createWriteBatch(
  store: Store,
  { nextId, trailKey, known, counts = uncounted() }: WriteBatchDeps,
): WriteBatch {
  const readUsers = createReadUsers(store);
  const findStored = createFindStored(store);
  const readTrailEnds = createReadTrailEnds(store);
  const lock = createLockStatement(store);
  const writeRows = createWriteStatement(store);

  const plans = { nextId, trailKey };
  const alsoBefore = async (client: Client, events: readonly PreparedEvent[]) => ({
    traces: await findStored(client, events),
    trails: await readTrailEnds(client, usersWithChanges(events)),
  });

  const write = async (client: Client, plan: BatchPlan): Promise<WrittenBatch | Unwritten> => {
    const { rows, stored, logged, userIds, collided, repeated, after, continuations } = plan;
    const [answer] = await writeRows.run(client, rows);
    if (answer?.written !== true) {
      const asExpected = new Set(answer?.as_expected);
      known.forget(userIds.filter((userId) => !asExpected.has(userId)));
      const present = new Set(answer?.in_inbox);
      return { gone: new Set(rows.inbox.map((row) => String(row["event_id"])).filter((id) => !present.has(id))) };
    }
    for (const [userId, user] of after) known.set(userId, user);
    const told = { continuations: withAnswers(continuations, answer), staleCounts: answer.stale_counts };
    return { stored, logged, userIds, collided, repeated, ...told };
  };

  const writeOptimistically = async (events: readonly PreparedEvent[]): Promise<WrittenBatch | Unwritten> => {
    const users = await withRemembered(events);
    try {
      return await write(store.keyed, planBatch(events, { users, ...(await alsoBefore(store.keyed, events)) }, plans));
    } catch (error) {
      known.forget(users.keys());
      // Another process made the same user at the same moment.
      if (isUniqueViolation(error)) return { gone: NONE };
      throw error;
    }
  };

  const withRemembered = async (events: readonly PreparedEvent[]): Promise<ReadonlyMap<string, KnownUser>> => {
    const before = new Map<string, KnownUser>();
    const unknown = new Map<string, readonly PreparedEvent[]>();
    for (const [userId, own] of groupByUser(events)) {
      const user = known.get(userId);
      if (user !== undefined && isTheirs(user, own) && knowsAll(user, own)) before.set(userId, user);
      else unknown.set(userId, own);
    }
    counts.hits += before.size;
    counts.misses += unknown.size;
    if (unknown.size === 0) return before;
    for (const [userId, user] of await readUsers(store.keyed, unknown))
      before.set(userId, merged(known.get(userId), user));
    return before;
  };

  const writeLocked = async (events: readonly PreparedEvent[]): Promise<WrittenBatch | Unwritten> =>
    inTransaction({ pool: store.keyed }, async (client) => {
      const byUser = groupByUser(events);
      await lock.run(client, { rows: { users: [...byUser].map(([userId, [first]]) => newRow(userId, first)) } });
      const before = { users: await readUsers(client, byUser), ...(await alsoBefore(client, events)) };
      const written = await write(client, planBatch(events, before, plans));
      if (isUnwritten(written) && written.gone.size === 0) throw new Error("invariant: locked users do not change");
      return written;
    }).catch((error: unknown) => {
      known.forget(groupByUser(events).keys());
      throw error;
    });

  return async (events) => {
    let left = events;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const written = await (attempt <= OPTIMISTIC_ATTEMPTS ? writeOptimistically(left) : writeLocked(left));
      if (!isUnwritten(written)) return written;
      const { gone } = written;
      left = left.filter(({ eventId }) => !gone.has(eventId));
    }
    return NOTHING;
  };
}

/** Nothing was written: a user has changed, or events are gone from the inbox because another process stored them. */
interface Unwritten {
  readonly gone: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const NOTHING: WrittenBatch = {
  stored: [],
  logged: [],
  userIds: [],
  collided: [],
  repeated: new Map(),
  continuations: [],
  staleCounts: false,
};

function isUnwritten(result: WrittenBatch | Unwritten): result is Unwritten {
  return "gone" in result;
}

/** What the database said of the news of each user. */
function withAnswers(
  continuations: readonly Continuation[],
  { flags, countries }: WrittenRow,
): readonly Continuation[] {
  if (flags.length === 0 && countries.length === 0) return continuations;
  const flagsOf = new Map<string, Map<string, SharedFlags>>();
  for (const { kind, user_id: userId, value, blacklisted, user_count: userCount } of flags) {
    const own = flagsOf.get(userId) ?? new Map<string, SharedFlags>();
    flagsOf.set(userId, own.set(ownKey(kind, value), { blacklisted, userCount }));
  }
  const countOf = new Map(countries.map(({ user_id: userId, count }) => [userId, count]));
  return continuations.map((continuation) => {
    const { userId } = continuation;
    return {
      ...continuation,
      answer: { countryCount: countOf.get(userId) ?? null, flags: flagsOf.get(userId) ?? new Map() },
    };
  });
}

/** Else what is remembered may be old: only who is there now can be the other of two with one id. */
function isTheirs({ stored }: KnownUser, events: readonly PreparedEvent[]): boolean {
  const { owner } = stored;
  return owner !== null && events.every((prepared) => isSameOwner(owner, ownerOf(prepared)));
}

function knowsAll({ values }: KnownUser, events: readonly PreparedEvent[]): boolean {
  return events.every((prepared) =>
    OWN_KINDS.every((kind) => {
      const value = OWN_TABLES[kind].valueOf(prepared);
      return value === null || values.has(ownKey(kind, value));
    }),
  );
}

/** What was read now, with what was known before if the user is still the same. */
function merged(remembered: KnownUser | undefined, read: KnownUser): KnownUser {
  if (remembered?.stored.revision !== read.stored.revision) return read;
  return { stored: read.stored, values: new Map([...remembered.values, ...read.values]) };
}

function newRow(userId: string, { origin, event, nameCheck, eventId }: PreparedEvent) {
  return {
    user_id: userId,
    app_id: origin.appId,
    name: event.userName,
    name_check: nameCheck,
    anonymous: event.anonymous,
    revision: eventId,
    time: iso(event.time),
  };
}
