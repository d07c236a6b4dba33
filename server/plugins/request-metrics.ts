import type { FastifyInstance } from "fastify";
import type { Metrics } from "../metrics/create-metrics.ts";

/** Counts the requests that are not answered yet, and times each by its route, never by its address: a label must not grow with the data. */
export function measureRequests(app: FastifyInstance, { requests, requestSeconds }: Metrics): void {
  const leave = () => {
    requests.inFlight -= 1;
  };
  app.addHook("onRequest", (_, { raw }, done) => {
    requests.inFlight += 1;
    // Answered, or given up by the other side.
    raw.once("close", leave);
    done();
  });
  app.addHook("onResponse", ({ method, routeOptions }, reply, done) => {
    const labels = { method, route: routeOptions.url ?? "unknown", status: reply.statusCode };
    requestSeconds.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
