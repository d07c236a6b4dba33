import type { Installation } from "../db/installation.ts";
import { createPartitions } from "../db/partitions.ts";
import { createRowIds } from "../db/row-ids.ts";
import type { GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import type { FactsProvider } from "../enrichment/facts.ts";
import type { Accepted } from "./accepted-event.ts";
import { createAppZones } from "./app-zones.ts";
import { iso } from "./iso-time.ts";
import { isConnectionError, isRetryable } from "./database-failures.ts";
import { IngestUnavailable, type Ack, type Ingest, type RequestOrigin } from "./ingest-types.ts";
import { createLocalHours } from "./local-hour.ts";
import { createTotals } from "./totals.ts";
import { prepareEvent, type PreparedEvent } from "./prepared-event.ts";
import { rawJson } from "./logbook-rows.ts";
import { createLogStatement } from "./log-statement.ts";
import { resolveCollision, type Collision } from "./resolve-collision.ts";
import { createWriteBatch } from "./write-batch.ts";

export interface IngestOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly facts: FactsProvider;
  /** Told after COMMIT, before the senders are answered: whose events were stored. Must not throw. */
  readonly onCommitted?: (committed: Committed) => void;
  /** Told when a user could not have the first hash of the name as id. */
  readonly onCollision?: (collision: Collision) => void;
  /** Told of what the sender is not: a batch that failed. */
  readonly onError?: (error: unknown) => void;
}

export interface Committed {
  readonly userIds: readonly string[];
  readonly staleCounts: boolean;
}

/** A longer transaction only makes its senders wait longer. */
const MOST_EVENTS = 500;
/** Above this the database is behind by seconds: refusing is more honest than a queue that grows. */
const MOST_WAITING = 20_000;
const MOST_ATTEMPTS = 5;
/** Batches that are written at the same time. */
const LANES = 2;
/** A batch has a cost of its own, whatever it holds: a second one for less would cost more than it saves. */
const ENOUGH_FOR_ANOTHER = 16;

interface Waiting {
  readonly prepared: PreparedEvent;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Stores events in batches, without a timer: the next batch holds whatever arrived while the one before was written. A second
 * one is written beside it once enough is waiting, with events of other users: while the database writes one, the process makes the other.
 */
export function createIngest(options: IngestOptions): Ingest {
  const waiting: Waiting[] = [];
  const refused: GivenRow[] = [];
  const busy = new Set<string>();
  const lanes = new Set<Promise<void>>();
  const writer = createWriter(options);
  let woken = false;
  let closed = false;

  const wake = () => {
    if (woken) return;
    woken = true;
    // Requests that were read in the same turn of the event loop share a batch.
    setImmediate(() => {
      woken = false;
      fillLanes();
    });
  };
  const fillLanes = () => {
    while (lanes.size < LANES && (lanes.size === 0 || waiting.length >= ENOUGH_FOR_ANOTHER)) {
      const batch = takeBatch(waiting, busy);
      const lines = refused.splice(0, MOST_EVENTS);
      if (batch.length === 0 && lines.length === 0) return;
      const lane = run(batch, lines).finally(() => {
        lanes.delete(lane);
        wake();
      });
      lanes.add(lane);
    }
  };
  const run = async (batch: readonly Waiting[], lines: readonly GivenRow[]) => {
    await writer.logRefused(lines);
    const again = await writer.write(batch);
    for (const { prepared } of batch) busy.delete(prepared.userId);
    // Before all that came later of the same users, which were prepared with the same wrong id.
    if (again.length > 0) waiting.unshift(...again, ...waiting.splice(0).map(writer.underCurrentId));
  };

  const settle = async (): Promise<void> => {
    if (lanes.size === 0 && waiting.length === 0 && refused.length === 0) return;
    fillLanes();
    await Promise.all(lanes);
    await settle();
  };

  return {
    submit: async (origin, accepted) => {
      await writer.ready(origin.appId);
      return new Promise<Ack>((resolve, reject) => {
        if (closed || waiting.length >= MOST_WAITING) {
          reject(new IngestUnavailable(closed ? "ingest is closed" : "too many events are waiting"));
          return;
        }
        waiting.push({ prepared: writer.prepare(origin, accepted), resolve, reject });
        wake();
      });
    },
    reject: (origin, rejected) => {
      if (closed || refused.length >= MOST_WAITING) return;
      refused.push(writer.refusedRow(origin, rejected));
      wake();
    },
    close: async () => {
      closed = true;
      await settle();
      await writer.flushTotals();
    },
  };
}

/** Takes the oldest events of users whom no other batch is about: a user's events are stored in the order of their arrival. */
function takeBatch(waiting: Waiting[], busy: Set<string>): readonly Waiting[] {
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  for (const item of waiting) (batch.length < MOST_EVENTS && !busy.has(item.prepared.userId) ? batch : left).push(item);
  waiting.splice(0, waiting.length, ...left);
  for (const { prepared } of batch) busy.add(prepared.userId);
  return batch;
}

function createWriter({ store, installation, facts, onCommitted, onCollision, onError }: IngestOptions) {
  const { ids } = installation;
  const nextId = createRowIds();
  const writeBatch = createWriteBatch(store, nextId);
  const log = createLogStatement(store);
  const totals = createTotals(store, ids, (error) => onError?.(error));
  const partitions = createPartitions(store);
  const zones = createAppZones(store);
  const hourIn = createLocalHours();
  const localHour = (appId: number, time: number) => hourIn(zones.of(appId), time);

  /** Answers what is to be written again. */
  const writeOnce = async (items: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const events = items.map(({ prepared }) => prepared);
    await partitions.ensure(events.map(({ event }) => event.time));
    const written = await writeBatch(events);
    const collided = new Set(written.collided);
    const stored = items.filter(({ prepared }) => !collided.has(prepared));
    totals.add(stored.map(({ prepared }) => prepared));
    onCommitted?.(written);
    for (const { prepared, resolve } of stored) resolve({ userId: prepared.userId, eventId: prepared.eventId });
    return collided.size === 0 ? [] : items.filter(({ prepared }) => collided.has(prepared));
  };

  /** Answers the events whose users turned out to have another id: they are written again under it. */
  const write = async (items: readonly Waiting[]): Promise<readonly Waiting[]> => {
    if (items.length === 0) return [];
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await resolved(await writeOnce(items));
      } catch (error) {
        if (isRetryable(error) && attempt < MOST_ATTEMPTS) continue;
        onError?.(error);
        return giveUp(items, error);
      }
    }
  };

  const resolved = async (items: readonly Waiting[]): Promise<readonly Waiting[]> => {
    try {
      for (const { prepared } of items) {
        const collision = await resolveCollision(installation, prepared);
        if (collision !== null) onCollision?.(collision);
      }
      return items.map((item) => underCurrentId({ ...item, prepared: { ...item.prepared, collided: true } }));
    } catch (error) {
      onError?.(error);
      refuse(items, error);
      return [];
    }
  };

  const underCurrentId = (item: Waiting): Waiting => {
    const { origin, event } = item.prepared;
    return { ...item, prepared: { ...item.prepared, userId: ids.userId(origin.appId, event.fullUserName) } };
  };

  const refuse = (items: readonly Waiting[], error: unknown): void => {
    const reason = isConnectionError(error)
      ? new IngestUnavailable("the database cannot be reached", { cause: error })
      : new Error("the event could not be stored", { cause: error });
    for (const item of items) item.reject(reason);
  };

  /** What one event broke must not cost the others: they are written alone. */
  const giveUp = async (items: readonly Waiting[], error: unknown): Promise<readonly Waiting[]> => {
    if (isConnectionError(error) || items.length === 1) {
      refuse(items, error);
      return [];
    }
    const again: Waiting[] = [];
    for (const item of items) again.push(...(await write([item])));
    return again;
  };

  return {
    write,
    underCurrentId,
    flushTotals: totals.flush,
    /** Resolves when events of the app can be prepared. */
    ready: async (appId: number): Promise<void> => {
      try {
        await zones.load(appId);
      } catch (error) {
        onError?.(error);
        throw isConnectionError(error)
          ? new IngestUnavailable("the database cannot be reached", { cause: error })
          : new Error("the event could not be stored", { cause: error });
      }
    },
    prepare: (origin: RequestOrigin, accepted: Accepted) =>
      prepareEvent(origin, accepted, { ids, facts, nextId, localHour }),
    refusedRow: (origin: RequestOrigin, rejected: Parameters<Ingest["reject"]>[1]): GivenRow => ({
      app_id: origin.appId,
      logbook_id: nextId(),
      api_key_id: origin.apiKeyId,
      endpoint: "/sensor/",
      remote_address: origin.remoteAddress,
      user_id: null,
      event_id: null,
      outcome: rejected.kind,
      messages: rejected.kind === "rejected" ? JSON.stringify([rejected.message]) : null,
      raw: rejected.kind === "rejected" ? rawJson(rejected.raw) : null,
      started: iso(origin.receivedAt),
    }),
    logRefused: async (rows: readonly GivenRow[]): Promise<void> => {
      if (rows.length === 0) return;
      try {
        await log.run(store.keyed, { rows: { logbook: rows } });
      } catch (error) {
        // The sender has had the answer; the log of the server is what is left to tell.
        onError?.(error);
      }
    },
  };
}
