import type { Installation } from "../db/installation.ts";
import { createPartitions } from "../db/partitions.ts";
import { createRowIds } from "../db/row-ids.ts";
import { compileRaw, type Store } from "../db/store.ts";
import { upsert } from "../db/upsert.ts";
import type { FactsProvider } from "../enrichment/facts.ts";
import type { Accepted } from "./accepted-event.ts";
import { createAppZones } from "./app-zones.ts";
import { UPSERTS } from "./batch-columns.ts";
import { iso } from "./batch-rows.ts";
import { isConnectionError, isRetryable } from "./database-failures.ts";
import { IngestUnavailable, type Ack, type Ingest, type RequestOrigin } from "./ingest-types.ts";
import { createLocalHours } from "./local-hour.ts";
import { createTotals } from "./totals.ts";
import { prepareEvent, type PreparedEvent } from "./prepared-event.ts";
import { COLLISION, storableFields } from "./user-rows.ts";
import { writeBatch } from "./write-batch.ts";

export interface IngestOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly facts: FactsProvider;
  /** Told after COMMIT, before the senders are answered: whose events were stored. Must not throw. */
  readonly onCommitted?: (committed: Committed) => void;
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

interface Waiting {
  readonly origin: RequestOrigin;
  readonly accepted: Accepted;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: Error) => void;
}

/** Stores events in batches: one is written at a time, and the next holds whatever arrived meanwhile. No timer. */
export function createIngest(options: IngestOptions): Ingest {
  const waiting: Waiting[] = [];
  const refused: object[] = [];
  const writer = createWriter(options);
  let running: Promise<void> | undefined;
  let closed = false;

  const drain = async () => {
    // Requests that were read in the same turn of the event loop share the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0 || refused.length > 0) {
      await writer.logRefused(refused.splice(0, MOST_EVENTS));
      await writer.write(waiting.splice(0, MOST_EVENTS));
    }
  };
  const wake = () => {
    running ??= drain().finally(() => {
      running = undefined;
      if (waiting.length > 0) wake();
    });
  };

  const settle = async (): Promise<void> => {
    if (running === undefined) return;
    await running;
    await settle();
  };

  return {
    submit: (origin, accepted) =>
      new Promise<Ack>((resolve, reject) => {
        if (closed || waiting.length >= MOST_WAITING) {
          reject(new IngestUnavailable(closed ? "ingest is closed" : "too many events are waiting"));
          return;
        }
        waiting.push({ origin, accepted, resolve, reject });
        wake();
      }),
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

function createWriter({ store, installation, facts, onCommitted, onError }: IngestOptions) {
  const { ids } = installation;
  const nextId = createRowIds();
  const totals = createTotals(store, ids, (error) => onError?.(error));
  const partitions = createPartitions(store);
  const zones = createAppZones(store);
  const hourIn = createLocalHours();
  const localHour = (appId: number, time: number) => hourIn(zones.of(appId), time);

  const writeOnce = async (items: readonly Waiting[]): Promise<void> => {
    await zones.load(items.map(({ origin }) => origin.appId));
    const events = items.map(({ origin, accepted }) =>
      prepareEvent(origin, accepted, { ids, facts, nextId, localHour }),
    );
    await partitions.ensure(events.map(({ event }) => event.time));
    const written = await writeBatch(store, events, nextId);
    totals.add(events.filter(({ eventId }) => !written.collisions.has(eventId)));
    onCommitted?.(written);
    for (const [index, item] of items.entries()) item.resolve(ackOf(events[index], written.collisions));
  };

  const write = async (items: readonly Waiting[]): Promise<void> => {
    if (items.length === 0) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await writeOnce(items);
        return;
      } catch (error) {
        if (isRetryable(error) && attempt < MOST_ATTEMPTS) continue;
        onError?.(error);
        await giveUp(items, error);
        return;
      }
    }
  };

  /** What one event broke must not cost the others: they are written alone. */
  const giveUp = async (items: readonly Waiting[], error: unknown): Promise<void> => {
    if (isConnectionError(error) || items.length === 1) {
      const reason = isConnectionError(error)
        ? new IngestUnavailable("the database cannot be reached", { cause: error })
        : new Error("the event could not be stored", { cause: error });
      for (const item of items) item.reject(reason);
      return;
    }
    for (const item of items) await write([item]);
  };

  return {
    write,
    flushTotals: totals.flush,
    refusedRow: (origin: RequestOrigin, rejected: Parameters<Ingest["reject"]>[1]) => ({
      app_id: origin.appId,
      logbook_id: nextId(),
      api_key_id: origin.apiKeyId,
      endpoint: "/sensor/",
      remote_address: origin.remoteAddress,
      user_id: null,
      event_id: null,
      outcome: rejected.kind,
      messages: rejected.kind === "rejected" ? [rejected.message] : null,
      raw: rejected.kind === "rejected" ? storableFields(rejected.raw) : null,
      started: iso(origin.receivedAt),
    }),
    logRefused: async (rows: readonly object[]): Promise<void> => {
      if (rows.length === 0) return;
      try {
        await store.db.executeQuery(compileRaw(store, upsert("logbook", rows, UPSERTS.logbook)));
      } catch (error) {
        // The sender has had the answer; the log of the server is what is left to tell.
        onError?.(error);
      }
    },
  };
}

function ackOf(event: PreparedEvent | undefined, collisions: ReadonlySet<string>): Ack {
  if (event === undefined || collisions.has(event.eventId)) return { kind: "collision", message: COLLISION };
  return { kind: "stored", userId: event.userId, eventId: event.eventId };
}
