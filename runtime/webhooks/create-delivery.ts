import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { pauseAfter } from "./backoff.ts";
import { postWebhook, type PostResult } from "./post.ts";
import type { SecretBox } from "./secret-box.ts";
import { signatureHeaders } from "./sign.ts";
import { isTaken } from "./webhooks.ts";

export interface DeliveryOptions {
  readonly store: Store;
  readonly box: SecretBox;
  /** See `urlComplaint`. */
  readonly allowPrivate: boolean;
  readonly log?: { error(details: object, message: string): void; warn(details: object, message: string): void };
  readonly clock?: () => number;
  readonly random?: () => number;
}

export interface Delivery {
  /** Looks for messages now and every second. */
  start(): void;
  /** Sends what is due, and resolves when nothing is. */
  run(): Promise<void>;
  counts(): DeliveryCounts;
  /** Ends after the attempts that run, or breaks them off: what was sent and not noted is sent again. */
  stop(): Promise<void>;
}

export interface DeliveryCounts {
  readonly taken: number;
  /** Attempts that failed and are made again. */
  readonly retried: number;
  /** Messages that were given up. */
  readonly failed: number;
}

const LOOK_EVERY_MS = 1000;
const AT_ONCE = 32;
/** One that does not answer holds up no other. */
const MOST_A_WEBHOOK = 4;
/** Longer than an attempt: a process that ends in between leaves the message to the next one. */
const CLAIM = sql`interval '30 seconds'`;
/** Rounded as `next_at` is stored: what is due at once would otherwise come up to half a millisecond later. */
const NOW = sql`clock_timestamp()::timestamptz(3)`;
/** What has ended is kept for people to look at. */
const KEPT = sql`interval '7 days'`;
const FORGET_EVERY_MS = 600_000;

interface Claimed {
  readonly message_id: string;
  readonly webhook_id: number;
  readonly url: string;
  readonly sealed_secret: string;
  readonly body: string;
  readonly type: string;
  readonly attempts: number;
}

/** Sends the messages of the outbox, about in their order and each at least once. Several processes may: a message is claimed before it is sent. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, box, allowPrivate, log, clock = Date.now, random = Math.random } = options;
  const counts = { taken: 0, retried: 0, failed: 0 };
  const breakOff = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let forgottenAt = -Infinity;

  const inFlight = new Set<Promise<void>>();
  /** By webhook, how many of them are on their way. */
  const sending = new Map<number, number>();

  const claim = async (room: number): Promise<readonly Claimed[]> => {
    const full = [...sending].flatMap(([id, count]) => (count >= MOST_A_WEBHOOK ? [id] : []));
    const { rows } = await sql<Claimed>`with next as (
        select message_id from (
          select message_id, next_at, row_number() over (partition by webhook_id order by next_at, message_id) as place
          from webhook_messages where next_at <= ${NOW} and webhook_id <> all(${full}::integer[])
        ) d where place <= ${MOST_A_WEBHOOK} order by next_at, message_id limit ${room}
      ),
      due as (
        select m.message_id from webhook_messages m where m.message_id in (select message_id from next)
          and m.next_at <= ${NOW} for update skip locked
      )
      update webhook_messages m set next_at = clock_timestamp() + ${CLAIM}, attempts = attempts + 1
      from due, webhooks w where m.message_id = due.message_id and w.webhook_id = m.webhook_id
      returning m.message_id, m.webhook_id, w.url, w.sealed_secret, m.body, m.type, m.attempts`.execute(store.db);
    return rows.toSorted((a, b) => Number(BigInt(a.message_id) - BigInt(b.message_id)));
  };
  const begin = (message: Claimed): void => {
    const { webhook_id: id } = message;
    sending.set(id, (sending.get(id) ?? 0) + 1);
    const attempt = send(message)
      .catch((err: unknown) => log?.error({ err }, "what became of a message could not be noted: it is sent again"))
      .finally(() => {
        const left = (sending.get(id) ?? 1) - 1;
        if (left === 0) sending.delete(id);
        else sending.set(id, left);
        inFlight.delete(attempt);
      });
    inFlight.add(attempt);
  };
  /** A secret that another installation sealed is a failure as any other: it may be mended while the message waits. */
  const attempted = async ({ message_id: id, url, body, sealed_secret: sealed }: Claimed): Promise<PostResult> => {
    const secret = opened(box, sealed);
    if (secret === null) return { failure: "secret does not open" };
    const signed = { id: `msg_${id}`, timestamp: Math.floor(clock() / 1000), body };
    const headers = signatureHeaders(secret, signed);
    return postWebhook({ url, body, headers, allowPrivate, signal: breakOff.signal });
  };

  const send = async (message: Claimed): Promise<void> => {
    const { message_id: id, attempts } = message;
    const result = await attempted(message);
    if (breakOff.signal.aborted) return;
    const status = "status" in result ? result.status : null;
    const failure = "failure" in result ? result.failure : null;
    const taken = isTaken(status);
    const pause = taken ? null : pauseAfter(attempts, random());
    if (taken) counts.taken += 1;
    else if (pause === null) counts.failed += 1;
    else counts.retried += 1;
    if (!taken && pause === null)
      log?.warn(
        { message: id, type: message.type, status, failure },
        "a webhook did not take a message within a day: it is given up",
      );
    const next = pause === null ? sql`null` : sql`clock_timestamp() + ${pause / 1000} * interval '1 second'`;
    // What tells of an erased user has nobody to be erased with.
    const kept = pause === null ? sql`case when user_id is null and type <> 'test' then '' else body end` : sql`body`;
    await sql`update webhook_messages set status = ${status}, failure = ${failure}, next_at = ${next}, body = ${kept},
      ended_at = ${pause === null ? sql`clock_timestamp()` : sql`null`} where message_id = ${id}`.execute(store.db);
  };

  const forget = async (): Promise<void> => {
    if (clock() - forgottenAt < FORGET_EVERY_MS) return;
    forgottenAt = clock();
    await sql`delete from webhook_messages where ended_at < clock_timestamp() - ${KEPT}`.execute(store.db);
  };

  const run = async (): Promise<void> => {
    try {
      while (!stopped) {
        const room = AT_ONCE - inFlight.size;
        const claimed = room > 0 ? await claim(room) : [];
        for (const message of claimed) begin(message);
        if (claimed.length > 0) continue;
        if (inFlight.size === 0) break;
        await Promise.race(inFlight);
      }
    } finally {
      await Promise.all(inFlight);
    }
    if (!stopped) await forget();
  };
  const look = () => {
    running ??= run()
      .catch((err: unknown) => log?.error({ err }, "messages of webhooks wait: the database did not answer"))
      .finally(() => {
        running = undefined;
      });
  };

  return {
    start: () => {
      if (timer !== undefined || stopped) return;
      timer = setInterval(look, LOOK_EVERY_MS).unref();
      look();
    },
    run,
    counts: () => counts,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      breakOff.abort();
      await running;
    },
  };
}

function opened(box: SecretBox, sealed: string): string | null {
  try {
    return box.open(sealed);
  } catch {
    return null;
  }
}
