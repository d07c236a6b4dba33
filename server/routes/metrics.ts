import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "../metrics/create-metrics.ts";

export interface MetricsRouteOptions {
  readonly metrics: Metrics;
  /** Opens the page to a collector that sends it as `Authorization: Bearer …`. */
  readonly token: string | undefined;
  /** Rejects strangers. */
  readonly requireSession: (request: FastifyRequest) => Promise<void>;
}

/** Prometheus' page: for a collector with the token, or a signed-in operator. */
export async function metricsRoute(
  app: FastifyInstance,
  { metrics: { registry }, token, requireSession }: MetricsRouteOptions,
): Promise<void> {
  app.get("/metrics", {
    preHandler: async (request) => {
      if (token === undefined || !sameText(bearerOf(request), token)) await requireSession(request);
    },
    handler: async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  });
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
}

/** Compares hashes: how long it takes tells nothing about the texts, not even their lengths. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
