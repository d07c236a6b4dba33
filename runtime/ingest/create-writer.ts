import type { CacheBook } from "../cache/cache-book.ts";
import type { Installation } from "../db/installation.ts";
import { createPartitions } from "../db/partitions.ts";
import type { Store } from "../db/store.ts";
import type { Continuation } from "./continuation.ts";
import { isFaultOfRows, retried } from "./database-failures.ts";
import type { Inbox } from "./inbox.ts";
import { refusalOf, type Ack } from "./ingest-types.ts";
import type { KnownUsers } from "./known-users.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { Repeated } from "./repeated-events.ts";
import { resolveCollision, type Collision } from "./resolve-collision.ts";
import type { Totals } from "./totals.ts";
import { createWriteBatch } from "./write-batch.ts";

/** An event on its way into the store. */
export interface Item {
  readonly prepared: PreparedEvent;
  /** Who waits for the answer; null once it was given. */
  readonly sender: Sender | null;
  /** When it was given by this process: milliseconds of `performance.now`. */
  readonly answeredAt?: number;
}

export interface Sender {
  /** Answered when the event is stored, not when it is safe. */
  readonly untilStored: boolean;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: Error) => void;
}

/** Who is judged because of what was stored. */
export interface Touched {
  readonly userIds: readonly string[];
  /** Of those of them who go on as before: what is new of them. */
  readonly continuations: readonly Continuation[];
  /** By user, when the first of their events was acknowledged: milliseconds of `performance.now`. Not of all users. */
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly staleCounts: boolean;
}

/** What became of a batch. */
export interface Committed extends Touched {
  readonly stored: { readonly length: number };
  /** Those that are stored, and those that were stored before. */
  readonly logged: readonly PreparedEvent[];
  readonly repeated: Repeated;
}

export interface WriterOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly inbox: Inbox;
  readonly totals: Totals;
  readonly known: KnownUsers;
  readonly nextId: () => string;
  readonly onCommitted?: ((committed: Committed) => void) | undefined;
  readonly onCollision?: ((collision: Collision) => void) | undefined;
  readonly onError: (error: unknown) => void;
  readonly caches?: CacheBook | undefined;
}

/** What is still to be written. */
export interface Unwritten {
  /** Under another id of the user: before all that came later. */
  readonly collided: readonly Item[];
  /** Acknowledged events that wait for the database to come back, or to be what it should be. */
  readonly putOff: readonly Item[];
}

export interface Writer {
  /** Stores the events and answers their senders. Never throws. */
  write(items: readonly Item[]): Promise<Unwritten>;
  /** The item with the id that its user has now. */
  underCurrentId(item: Item): Item;
}

const DONE: Unwritten = { collided: [], putOff: [] };

/** Writes batches, whatever happens to them: what one event broke costs no other, and nothing that was acknowledged is given up. */
export function createWriter(options: WriterOptions): Writer {
  const { store, installation, inbox, totals, known, nextId, onCommitted, onCollision, onError } = options;
  const { ids } = installation;
  const remembers = { known, counts: options.caches?.of("ingest_users") };
  const writeBatch = createWriteBatch(store, { nextId, trailKey: installation.trailKey, ...remembers });
  const partitions = createPartitions(store);

  const writeOnce = async (items: readonly Item[]): Promise<Unwritten> => {
    const events = items.map(({ prepared }) => prepared);
    await partitions.ensure(events.map(({ event }) => event.time));
    const written = await writeBatch(events);
    totals.add(written.stored);
    onCommitted?.({ ...written, acknowledged: firstAcknowledged(items) });
    const collided = new Set(written.collided);
    for (const item of items)
      if (!collided.has(item.prepared)) answer(item, written.repeated.get(item.prepared.eventId));
    return collided.size === 0 ? DONE : resolved(items.filter(({ prepared }) => collided.has(prepared)));
  };

  const write = async (items: readonly Item[]): Promise<Unwritten> => {
    if (items.length === 0) return DONE;
    try {
      return await retried(() => writeOnce(items));
    } catch (error) {
      onError(error);
      return giveUp(items, error);
    }
  };

  const resolved = async (items: readonly Item[]): Promise<Unwritten> => {
    try {
      for (const { prepared } of items) {
        const collision = await resolveCollision(installation, prepared);
        if (collision !== null) onCollision?.(collision);
      }
      const again = items.map((item) => underCurrentId({ ...item, prepared: { ...item.prepared, collided: true } }));
      return { collided: again, putOff: [] };
    } catch (error) {
      onError(error);
      return refuse(items, error);
    }
  };

  const underCurrentId = (item: Item): Item => {
    const { origin, event } = item.prepared;
    return { ...item, prepared: { ...item.prepared, userId: ids.userId(origin.appId, event.fullUserName) } };
  };

  const refuse = async (items: readonly Item[], error: unknown): Promise<Unwritten> => {
    const reason = refusalOf(error);
    for (const { sender } of items) sender?.reject(reason);
    const inInbox = items.filter(({ prepared }) => prepared.kept !== null);
    if (!isFaultOfRows(error)) return { collided: [], putOff: inInbox.map((item) => ({ ...item, sender: null })) };
    for (const item of inInbox) await setAside(item, error);
    return DONE;
  };

  const setAside = async ({ prepared: { kept, eventId } }: Item, error: unknown): Promise<void> => {
    if (kept === null) return;
    try {
      await inbox.setAside({ userId: kept, eventId }, error instanceof Error ? error.message : String(error));
    } catch (failure) {
      // It stays in the inbox as it is: whoever looks there next tries again.
      onError(failure);
    }
  };

  /** What one event broke must not cost the others: they are written alone. */
  const giveUp = async (items: readonly Item[], error: unknown): Promise<Unwritten> => {
    if (!isFaultOfRows(error) || items.length === 1) return refuse(items, error);
    const left: Unwritten[] = [];
    for (const item of items) left.push(await write([item]));
    return { collided: left.flatMap(({ collided }) => collided), putOff: left.flatMap(({ putOff }) => putOff) };
  };

  return { write, underCurrentId };
}

/** Who waits for an answer is given it now. */
function firstAcknowledged(items: readonly Item[]): ReadonlyMap<string, number> {
  const now = performance.now();
  const first = new Map<string, number>();
  for (const { prepared, sender, answeredAt } of items) {
    const at = answeredAt ?? (sender === null ? undefined : now);
    if (at !== undefined && at < (first.get(prepared.userId) ?? Infinity)) first.set(prepared.userId, at);
  }
  return first;
}

/** Says to who waits that the event is safe: under the id that it had before, when it was sent again. */
export function answer({ prepared: { userId, eventId }, sender }: Item, storedId?: string): void {
  sender?.resolve({ userId, eventId: storedId ?? eventId, repeated: storedId !== undefined });
}
