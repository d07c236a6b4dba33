import type { FastifyInstance, FastifyReply } from "fastify";
import { ServerBusy } from "../unavailable.ts";

export interface AdmissionBounds {
  /** Requests that are being read or wait for their answer. */
  readonly requests: number;
  /** Of their bodies together. */
  readonly bytes: number;
  /** Who waits longer is sent away. */
  readonly waitMs: number;
}

interface Waiting {
  readonly reply: FastifyReply;
  readonly since: number;
}

const LOOK_EVERY_MS = 1000;

/**
 * Bounds what the requests of these routes hold in memory: who comes when it is full is told to come back before a byte of the body is
 * read, and so is who would wait for longer than anybody listens. A body of unknown length counts as the largest that the route takes.
 */
export function boundRequests(app: FastifyInstance, { requests, bytes, waitMs }: AdmissionBounds): void {
  // In the order of their arrival.
  const waiting = new Set<Waiting>();
  let held = 0;
  app.addHook("onRequest", (request, reply, done) => {
    const { "content-length": length, "transfer-encoding": encoding } = request.headers;
    const size = encoding === undefined ? Number(length ?? 0) : request.routeOptions.bodyLimit;
    const isTooMuch = size > 0 && held > 0 && held + size > bytes;
    if (waiting.size >= requests || isTooMuch) return done(new ServerBusy());
    const entry: Waiting = { reply, since: performance.now() };
    waiting.add(entry);
    held += size;
    // Answered, or given up by the other side.
    reply.raw.once("close", () => {
      waiting.delete(entry);
      held -= size;
    });
    done();
  });
  const sendAway = () => {
    const before = performance.now() - waitMs;
    for (const { reply, since } of waiting) {
      if (since > before) break;
      if (!reply.sent) reply.send(new ServerBusy("the answer took too long"));
    }
  };
  const timer = setInterval(sendAway, LOOK_EVERY_MS).unref();
  app.addHook("onClose", (_, done) => {
    clearInterval(timer);
    done();
  });
}
