import type { CacheBook } from "../cache/cache-book.ts";
import type { Installation } from "../db/installation.ts";
import { createRowIds } from "../db/row-ids.ts";
import type { Store } from "../db/store.ts";
import type { FactsProvider } from "../enrichment/facts.ts";
import { createPreparer } from "./create-preparer.ts";
import { answer, createWriter, type Committed, type Item } from "./create-writer.ts";
import { isFaultOfRows, retried } from "./database-failures.ts";
import { createInbox, type KeptEvent } from "./inbox.ts";
import { IngestFull, IngestUnavailable, refusalOf, type Ack, type Ingest } from "./ingest-types.ts";
import { createKnownUsers } from "./known-users.ts";
import { parseSensorRequest } from "./parse-sensor-request.ts";
import type { Collision } from "./resolve-collision.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import { createTotals } from "./totals.ts";

export interface IngestOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly facts: FactsProvider;
  /** Told after COMMIT whose events were stored. Must not throw. */
  readonly onCommitted?: (committed: Committed) => void;
  /** Told when a user could not have the first hash of the name as id. */
  readonly onCollision?: (collision: Collision) => void;
  /** Told of what the sender is not: a batch that failed. */
  readonly onError?: (error: unknown) => void;
  /** What may wait here, to be safe. */
  readonly bounds?: IngestBounds | undefined;
  /** Where it is counted how often users were remembered. */
  readonly caches?: CacheBook;
}

export interface IngestBounds {
  readonly events: number;
  /** Of what was sent. */
  readonly bytes: number;
}

/** A longer transaction only makes its senders wait longer. */
const MOST_EVENTS = 500;
/** Above this the database is behind by seconds: refusing is more honest than a queue that grows. */
const MOST_ARRIVED: IngestBounds = { events: 20_000, bytes: 64 * 1024 * 1024 };
/**
 * Acknowledged and not stored yet: with more of them senders wait, so that what was acknowledged is stored a moment later. It bounds the
 * inbox on the disk as well: while nobody can store, nothing more is acknowledged.
 */
const MOST_KEPT: IngestBounds = { events: 1000, bytes: 16 * 1024 * 1024 };
/** Who arrives while one is on its way to the inbox need not wait for it: the way there and back takes longer than the writing. */
const MOST_KEEPING = 2;
/** So many events are stored at once when nothing is before them; of more each would wait for the others. */
const FEW = 8;
/** Under load a batch begins so long after the one before: of more events more are of the same users, whose rows are then written once. */
const GATHER_MS = 50;
/** Before acknowledged events are tried again on a database that was away, or full. */
const PUT_OFF_MS = 500;
const LOOK_EVERY_MS = 2000;
/** A live process stores what it acknowledged long before. */
const LEFT_BEHIND_MS = 5000;

/**
 * Stores events in batches, without a timer: the next batch holds whatever arrived while the one before was written. Who arrives then need not
 * wait for two batches: the event is kept safe in the inbox, as one narrow row, and its sender is answered. What is in the inbox is
 * stored in the order of its arrival, by this process or, should that end before, by another.
 */
export function createIngest(options: IngestOptions): Ingest {
  const { store, installation, onCommitted, onCollision, bounds = MOST_ARRIVED } = options;
  const onError = (error: unknown) => options.onError?.(error);
  const nextId = createRowIds();
  const preparer = createPreparer({ ...options, nextId });
  const inbox = createInbox(store, onError);
  const totals = createTotals(store, installation.ids, onError);
  const told = { onCommitted, onCollision, onError, caches: options.caches };
  const known = createKnownUsers();
  const writer = createWriter({ store, installation, inbox, totals, known, nextId, ...told });

  /** Their senders wait. */
  let arrived: Item[] = [];
  let arrivedBytes = 0;
  /** In the inbox, their senders answered. */
  let kept: Item[] = [];
  /** Before all others: their users had the wrong id. */
  let again: readonly Item[] = [];
  /** Events of the inbox that are this process's to store. */
  const held = new Set<string>();
  let storing: Promise<void> | undefined;
  const keeping = new Set<Promise<void>>();
  let looking: NodeJS.Timeout | undefined;
  let isAway = false;
  let woken = false;
  let closed = false;
  /** When the last batch began to be stored, milliseconds. */
  let storedAt = -Infinity;
  let gathering: NodeJS.Timeout | undefined;

  const wake = () => {
    if (woken) return;
    woken = true;
    // Requests that were read in the same turn of the event loop share a batch.
    setImmediate(() => {
      woken = false;
      work();
    });
  };
  const work = ({ gather = true } = {}) => {
    if (storing === undefined && (again.length > 0 || kept.length > 0 || canStoreAtOnce())) {
      const wait = gather && isUnderLoad() ? storedAt + GATHER_MS - performance.now() : 0;
      if (wait > 0) gathering ??= setTimeout(endGathering, wait);
      else storeNext();
    }
    if (keeping.size < MOST_KEEPING && arrived.length > 0 && !isNextToBeStored()) {
      if (hasRoomInInbox()) keepNext();
      // What is in the inbox cannot be stored: to wait with it would help nobody.
      else if (isAway) refuseArrived(new IngestUnavailable("nothing can be stored now"));
    }
  };
  const endGathering = () => {
    gathering = undefined;
    work();
  };
  const storeNext = () => {
    storedAt = performance.now();
    storing = storeBatch(takeBatch()).finally(() => {
      storing = undefined;
      wake();
    });
  };
  const keepNext = () => {
    const batch = keepBatch(takeArrived()).finally(() => {
      keeping.delete(batch);
      wake();
    });
    keeping.add(batch);
  };
  /** More are to be stored than few, fewer than fill a batch, and nobody waits for them. */
  const isUnderLoad = () =>
    again.length === 0 && kept.length > FEW && kept.length < MOST_EVENTS && kept.every(({ sender }) => sender === null);
  const takeArrived = (): readonly Item[] => {
    const items = arrived.splice(0, MOST_EVENTS);
    arrivedBytes -= bytesOf(items);
    return items;
  };
  const refuseArrived = (reason: IngestUnavailable) => {
    while (arrived.length > 0) for (const { sender } of takeArrived()) sender?.reject(reason);
  };
  const hasRoomInInbox = () => kept.length < MOST_KEPT.events && bytesOf(kept) < MOST_KEPT.bytes;
  /** Nobody who came before is still to be stored. */
  const canStoreAtOnce = () => arrived.length > 0 && kept.length === 0 && keeping.size === 0 && areFewOrWait(arrived);

  const areFewOrWait = (items: readonly Item[]) => items.length <= FEW || areWaitedFor(items);
  /** The batch that is being stored is all that is before them: the inbox would only make them later. */
  const isNextToBeStored = () =>
    storing !== undefined && kept.length === 0 && keeping.size === 0 && again.length === 0 && areWaitedFor(arrived);

  const takeBatch = (): readonly Item[] => {
    if (again.length === 0) return canStoreAtOnce() ? takeArrived() : kept.splice(0, MOST_EVENTS);
    const first = again;
    again = [];
    return first;
  };

  const storeBatch = async (batch: readonly Item[]): Promise<void> => {
    const { collided, putOff } = await writer.write(batch);
    for (const { prepared } of batch) held.delete(prepared.eventId);
    for (const { prepared } of [...collided, ...putOff]) if (prepared.kept !== null) held.add(prepared.eventId);
    if (collided.length > 0) {
      again = collided;
      // All that came later of the same users was prepared with the same wrong id.
      arrived = arrived.map(writer.underCurrentId);
      kept = kept.map(writer.underCurrentId);
    }
    isAway = putOff.length > 0;
    if (!isAway) return;
    kept = [...putOff, ...kept];
    if (!closed) await pause(PUT_OFF_MS);
  };

  const keepBatch = async (items: readonly Item[]): Promise<void> => {
    try {
      await retried(() => inbox.keep(items.map(({ prepared }) => prepared)));
    } catch (error) {
      onError(error);
      // What one event broke must not cost the others.
      if (isFaultOfRows(error) && items.length > 1) for (const item of items) await keepBatch([item]);
      else for (const { sender } of items) sender?.reject(refusalOf(error));
      return;
    }
    for (const item of items) {
      held.add(item.prepared.eventId);
      const waits = item.sender?.untilStored === true;
      if (!waits) answer(item);
      const answered = waits ? "when stored" : Date.now();
      const prepared: PreparedEvent = { ...item.prepared, kept: item.prepared.userId, answered };
      kept.push(waits ? { prepared, sender: item.sender } : { prepared, sender: null, answeredAt: performance.now() });
    }
  };

  const takeOver = async (receivedBefore: number): Promise<void> => {
    for (const event of await inbox.receivedBefore(receivedBefore)) if (!held.has(event.eventId)) await takeUp(event);
    wake();
  };
  const takeUp = async ({ userId, eventId, origin, raw }: KeptEvent): Promise<void> => {
    // At once: who looks meanwhile must not take it up as well.
    held.add(eventId);
    try {
      await preparer.ready(origin.appId);
      const accepted = parseSensorRequest(raw, { now: origin.receivedAt });
      if (accepted.kind === "accepted") {
        const prepared = preparer.prepare(origin, accepted, eventId);
        kept.push({ prepared: { ...prepared, kept: userId, answered: "unknown" }, sender: null });
        return;
      }
      await inbox.setAside({ userId, eventId }, accepted.message);
      held.delete(eventId);
    } catch (error) {
      held.delete(eventId);
      throw error;
    }
  };

  const isBusy = () => storing !== undefined || keeping.size > 0;
  const settle = async (): Promise<void> => {
    while (isBusy() || arrived.length + kept.length + again.length > 0) {
      work({ gather: false });
      await Promise.all([storing, ...keeping]);
      // What is in the inbox waits there for the next process.
      if (closed && isAway && arrived.length === 0) return;
    }
  };

  return {
    submit: async (origin, accepted, { untilStored = false } = {}) => {
      await preparer.ready(origin.appId).catch((error: unknown) => {
        onError(error);
        throw refusalOf(error);
      });
      return new Promise<Ack>((resolve, reject) => {
        if (closed) return reject(new IngestUnavailable("ingest is closed"));
        if (arrived.length >= bounds.events || arrivedBytes >= bounds.bytes)
          return reject(new IngestFull("too many events are waiting"));
        const prepared = preparer.prepare(origin, accepted);
        arrived.push({ prepared, sender: { resolve, reject, untilStored } });
        arrivedBytes += prepared.raw.length;
        wake();
      });
    },
    start: () => {
      const look = () => void takeOver(Date.now() - LEFT_BEHIND_MS).catch(onError);
      looking ??= setInterval(look, LOOK_EVERY_MS).unref();
      look();
    },
    takeOver,
    waiting: () => arrived.length,
    backlog: () => held.size,
    forget: (userId) => known.forget([userId]),
    settle,
    close: async () => {
      closed = true;
      clearInterval(looking);
      clearTimeout(gathering);
      await storing;
      // The database may be back: once more.
      isAway = false;
      await settle();
      await totals.flush();
    },
  };
}

/** Who waits until the event is stored gains nothing by the inbox. */
function areWaitedFor(items: readonly Item[]): boolean {
  return items.length <= MOST_EVENTS && items.every(({ sender }) => sender?.untilStored === true);
}

function bytesOf(items: readonly Item[]): number {
  return items.reduce((sum, { prepared }) => sum + prepared.raw.length, 0);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
