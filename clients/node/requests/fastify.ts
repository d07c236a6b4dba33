import type { Client } from "../client.ts";
import { requestReader, type Finish, type TrackOptions } from "./request-event.ts";
import { refusalOf, type GuardOptions } from "./refusal.ts";
import type { WebRequest } from "./web-request.ts";

/** What is used of a reply of Fastify. */
export interface FastifyReplyLike {
  readonly statusCode: number;
  code(status: number): FastifyReplyLike;
  type(contentType: string): FastifyReplyLike;
  send(body: string): unknown;
}

export type FastifyHook<Req> = (request: Req, reply: FastifyReplyLike) => Promise<unknown>;

/** Each for `app.addHook` of its name. */
export interface FastifyTracker<Req> {
  readonly onRequest: FastifyHook<Req>;
  readonly onResponse: FastifyHook<Req>;
}

/** Tracks an event for each request, once it is answered. */
export function fastifyTracker<Req extends WebRequest>(
  client: Pick<Client, "track" | "notify">,
  options: TrackOptions<Req>,
): FastifyTracker<Req> {
  const arrive = requestReader(options);
  const arrived = new WeakMap<Req, Finish>();
  return {
    onRequest: async (request) => void arrived.set(request, arrive(request)),
    onResponse: async (request, { statusCode }) => {
      try {
        const event = await arrived.get(request)?.(statusCode);
        if (event != null) client.track(event);
      } catch (error) {
        client.notify({ kind: "callback_failed", error });
      }
    },
  };
}

/** For `app.addHook("preHandler", …)`: answers 403 to blacklisted users and addresses. Whoever cannot be asked about passes. */
export function fastifyGuard<Req extends WebRequest>(
  client: Pick<Client, "isBlacklisted" | "notify">,
  options: GuardOptions<Req> = {},
): FastifyHook<Req> {
  const isRefused = refusalOf(client, options);
  return async (request, reply) => {
    const refused = await isRefused(request);
    // A reply that is returned ends the request.
    return refused ? reply.code(403).type("text/plain; charset=utf-8").send("Forbidden\n") : undefined;
  };
}
