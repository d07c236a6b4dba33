import { once } from "node:events";
import { Server } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Lifecycle } from "./lifecycle.ts";

export interface DrainOptions {
  /** It listens. */
  readonly app: FastifyInstance;
  readonly lifecycle: Lifecycle;
  readonly requests: { readonly inFlight: number };
  /** For so long everything is as before but for `/readyz`, so that who sends requests can find out. Milliseconds. */
  readonly noticeMs: number;
}

const LOOK_EVERY_MS = 10;
/** Who is connected when nobody listens any more has so long to ask once more. */
const LONGEST_SILENCE_MS = 500;

/**
 * Says that this server is about to stop, and goes on as before for a while. Then nobody listens any more: who is connected is
 * answered still, and each connection ends with an answer. Resolves when there is none left, with nobody's request reset.
 *
 * Only then are connections ended: callers who were sent away before would come back at once, and whoever stands at a door
 * while it is closed is reset.
 */
export async function drain({ app: { server }, lifecycle, requests, noticeMs }: DrainOptions): Promise<void> {
  lifecycle.end();
  await setTimeout(noticeMs);
  // Lets in who stands at the door.
  await setImmediate();
  const empty = once(server, "close");
  // Not `server.close()`: that also ends connections which have not asked yet.
  Server.prototype.close.call(server);
  server.prependListener("request", (_, response) => {
    response.setHeader("connection", "close");
  });
  const silence = new AbortController();
  const over = setTimeout(Math.min(noticeMs, LONGEST_SILENCE_MS), undefined, { signal: silence.signal });
  await Promise.race([empty, over]);
  silence.abort();
  server.closeIdleConnections();
  while (requests.inFlight > 0) await setTimeout(LOOK_EVERY_MS);
  // Those that are left have never asked for anything.
  server.closeAllConnections();
  await empty;
}
