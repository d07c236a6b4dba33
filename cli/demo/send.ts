import { setTimeout } from "node:timers/promises";
import type { DemoEvent } from "./story.ts";

export interface SendOptions {
  /** Of the server, without a final slash. */
  readonly url: string;
  readonly apiKey: string;
  readonly events: readonly DemoEvent[];
  /** Called after each acknowledged event. */
  readonly onProgress?: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** The server did not take an event of the demo; the message is one sentence. */
export class DemoRefused extends Error {
  override readonly name = "DemoRefused";
}

/** Enough to keep the group commit busy, few enough to leave room for others. */
const CONNECTIONS = 16;

/**
 * Posts the events to the sensor as a tracker does. A user's events keep their order, since sessions follow from it;
 * different users are sent side by side. Stops at the first event that is refused.
 *
 * @throws DemoRefused
 */
export async function sendEvents(options: SendOptions): Promise<void> {
  const { events, onProgress, signal } = options;
  const lanes = lanesOf(events);
  let sent = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      for (const event of lane) {
        // Between requests only: one signal on thousands of fetches gathers a listener each.
        signal?.throwIfAborted();
        await post(event, options);
        onProgress?.(++sent, events.length);
      }
    }),
  );
}

/** One lane a connection; each user stays in one lane. */
function lanesOf(events: readonly DemoEvent[]): readonly (readonly DemoEvent[])[] {
  const lanes: DemoEvent[][] = Array.from({ length: CONNECTIONS }, () => []);
  const laneOf = new Map<string, number>();
  for (const event of events) {
    const user = event.fields["userName"] ?? "";
    const lane = laneOf.get(user) ?? laneOf.size % CONNECTIONS;
    laneOf.set(user, lane);
    lanes[lane]?.push(event);
  }
  return lanes;
}

/** A server that cannot keep up for a moment says when to come back, in seconds. */
const MOST_TRIES = 10;

async function post({ fields }: DemoEvent, { url, apiKey, signal }: SendOptions): Promise<void> {
  const request = { method: "POST", headers: { "Api-Key": apiKey }, body: new URLSearchParams(fields) };
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${url}/sensor/`, request).catch((error: unknown) => {
      throw new DemoRefused(`no server answers at ${url}`, { cause: error });
    });
    const body = await response.text();
    if (response.ok) return;
    const retryAfter = response.headers.get("retry-after");
    if (response.status !== 503 || retryAfter === null || tries === MOST_TRIES)
      throw new DemoRefused(`the server at ${url} answered ${response.status}: ${body || "no reason given"}`);
    await setTimeout(Number(retryAfter) * 1000, undefined, signal === undefined ? {} : { signal });
  }
}
