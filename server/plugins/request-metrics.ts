import type { FastifyInstance } from "fastify";
import type { Metrics } from "../metrics.ts";

/** Times every request by its route, never by its address: a label must not grow with the data. */
export function measureRequests(app: FastifyInstance, { requestSeconds }: Metrics): void {
  app.addHook("onResponse", ({ method, routeOptions }, reply, done) => {
    const labels = { method, route: routeOptions.url ?? "unknown", status: reply.statusCode };
    requestSeconds.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
