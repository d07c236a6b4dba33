import type { Batch, Delivery } from "./deliver.ts";
import type { Drops } from "./drops.ts";
import type { TrackedEvent } from "./event.ts";
import { createEventQueue } from "./event-queue.ts";
import type { Notify } from "./notice.ts";
import type { Settings } from "./options.ts";
import { within } from "./sleep.ts";
import { NOTHING, plus, tallyOf, type Tally } from "./tally.ts";
import { writeEvent } from "./write-event.ts";

export interface TrackerDeps {
  readonly settings: Settings["queue"];
  readonly send: (batch: Batch) => Promise<Delivery>;
  readonly drops: Drops;
  readonly notify: Notify;
  /** A new one for each batch, which no other process makes. */
  readonly newKey: () => string;
}

export interface Tracker {
  track(event: TrackedEvent): void;
  /** Whether everything tracked before came to an end in time. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Takes no more events. */
  shut(): void;
  readonly waiting: () => number;
  readonly tally: () => Tally;
}

/** The queue and the one request that it has in flight: events are stored in the order in which they were tracked. */
export function createTracker({ settings, send, drops, notify, newKey }: TrackerDeps): Tracker {
  const queue = createEventQueue({ events: settings.mostEvents, bytes: settings.mostBytes });
  let tally = NOTHING;
  let accepted = 0;
  let settled = 0;
  let isSending = false;
  let isShut = false;
  let timer: NodeJS.Timeout | undefined;
  const flushes = new Set<{ readonly upTo: number; readonly done: () => void }>();

  const settle = (events: number): void => {
    settled += events;
    for (const flush of flushes) {
      if (settled < flush.upTo) continue;
      flushes.delete(flush);
      flush.done();
    }
  };
  const takeBatch = (): Batch => ({
    key: newKey(),
    events: queue.take({ events: settings.batchEvents, bytes: settings.batchBytes }),
  });
  const conclude = (batch: Batch, delivery: Delivery): void => {
    const outcomes = delivery.kind === "refused" ? [] : delivery.outcomes;
    const found = tallyOf(outcomes, notify);
    tally = plus(tally, found);
    const ended = found.stored + found.repeated + found.rejected;
    if (delivery.kind !== "delivered") drops.drop(batch, delivery.kind, delivery.message, batch.events.length - ended);
    settle(batch.events.length);
  };
  const sendWaiting = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isSending) return;
    isSending = true;
    while (queue.size() > 0) {
      const batch = takeBatch();
      conclude(batch, await send(batch));
    }
    isSending = false;
  };
  /** Never on the caller's stack: building a request takes time. */
  const sendAfter = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void sendWaiting(), ms);
    timer.unref();
  };

  return {
    track(event) {
      let text: string;
      try {
        text = writeEvent(event, Date.now());
      } catch (error) {
        return drops.drop(null, "unreadable", error instanceof Error ? error.message : String(error));
      }
      if (isShut) return drops.drop({ key: newKey(), events: [text] }, "closed", "the client is closed");
      if (!queue.push(text)) return drops.drop({ key: newKey(), events: [text] }, "queue_full", "the queue is full");
      accepted += 1;
      if (isSending) return;
      if (queue.size() >= settings.batchEvents) sendAfter(0);
      else if (timer === undefined) sendAfter(settings.batchDelayMs);
    },
    async flush(timeoutMs) {
      drops.tell();
      if (settled === accepted) return true;
      const done = new Promise<void>((resolve) => flushes.add({ upTo: accepted, done: resolve }));
      if (!isSending) sendAfter(0);
      return within(timeoutMs, done);
    },
    shut() {
      isShut = true;
    },
    waiting: () => accepted - settled,
    tally: () => tally,
  };
}
