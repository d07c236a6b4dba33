import { randomUUID } from "node:crypto";
import { createBlacklist } from "./blacklist.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { deliver, type Batch } from "./deliver.ts";
import { createDrops } from "./drops.ts";
import type { TrackedEvent } from "./event.ts";
import { createLocalLog } from "./local-log.ts";
import { quietly, type DropReason, type Notice } from "./notice.ts";
import { readOptions, type ClientOptions } from "./options.ts";
import { resend } from "./resend.ts";
import type { Resent, Tally } from "./tally.ts";
import { createTracker } from "./tracker.ts";

/** `stored`, `repeated`, `rejected`, `waiting` and all of `dropped` together are what was tracked. */
export interface Stats extends Tally {
  /** In the queue, or on its way. */
  readonly waiting: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Of those that were dropped: in the local log. */
  readonly kept: number;
}

export interface Client {
  /** Sends an event in the background. Returns at once, and never throws. */
  track(event: TrackedEvent): void;
  /**
   * Stores an event and says what to do with its user. Never rejects. Without an answer within the timeout the verdict is `allow` with
   * `failedOpen: true`, and the event is sent in the background.
   */
  decide(event: TrackedEvent): Promise<Decision>;
  /** Whether a user name, address, e-mail address or phone number is blacklisted. Never rejects: without an answer it is not. */
  isBlacklisted(value: string): Promise<boolean>;
  /** Waits for everything tracked so far, 10 seconds unless said otherwise. Whether all of it came to an end. */
  flush(timeoutMs?: number): Promise<boolean>;
  /** Takes no more events and waits for those there are, 5 seconds unless said otherwise; what is left then is dropped. */
  close(timeoutMs?: number): Promise<Stats>;
  /** Sends what a local log holds: that of this client, unless said otherwise. */
  resend(path?: string): Promise<Resent>;
  stats(): Stats;
  /** Tells `onNotice`: for middleware. */
  notify(notice: Notice): void;
}

/**
 * A client of one server and app. It opens nothing before it is used, and does not keep the process alive: await `close()` at the end.
 *
 * @throws TypeError when `url` or `apiKey` can be none.
 */
export function createClient(options: ClientOptions): Client {
  const settings = readOptions(options);
  const { baseUrl, apiKey, timeoutMs } = settings;
  const asker = { baseUrl, apiKey, timeoutMs };
  const notify = quietly((notice: Notice) => options.onNotice?.(notice));
  const stop = new AbortController();
  const log = settings.localLog === null ? null : createLocalLog(settings.localLog, notify);
  const drops = createDrops(log, notify);
  const { attempts } = settings.queue;
  const send = (batch: Batch) => deliver(batch, { asker, attempts, notify, stopped: stop.signal });
  const tracker = createTracker({ settings: settings.queue, send, drops, notify, newKey: randomUUID });
  const isBlacklisted = createBlacklist({ asker, settings: settings.blacklist, notify, now: Date.now });
  const stats = (): Stats => ({
    ...tracker.tally(),
    waiting: tracker.waiting(),
    dropped: drops.counts(),
    kept: drops.kept(),
  });
  const track = (event: TrackedEvent) => tracker.track(event);
  return {
    track,
    decide: (event) => decide(event, { asker, notify, track, newKey: randomUUID }),
    isBlacklisted,
    flush: (timeoutMs = 10_000) => tracker.flush(timeoutMs),
    async close(timeoutMs = 5_000) {
      tracker.shut();
      await tracker.flush(timeoutMs);
      stop.abort();
      await tracker.flush(timeoutMs);
      drops.tell();
      await log?.between(async () => undefined);
      return stats();
    },
    async resend(path = settings.localLog?.path) {
      if (path === undefined) throw new TypeError("tocsin: name the file, or set localLog");
      const isOwn = log !== null && path === log.path;
      const between = isOwn ? log.between : (work: () => Promise<void>) => work();
      return resend(path, { send, notify, between });
    },
    stats,
    notify,
  };
}
