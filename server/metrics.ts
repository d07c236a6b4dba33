import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = ReturnType<typeof createMetrics>;

/** What a server process counts, in a registry of its own so that two servers may live in one process. */
export function createMetrics({ backlog }: { readonly backlog: () => number }) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "tocsin_" });
  const sensorRequests = new Counter({
    name: "tocsin_sensor_requests_total",
    help: "Requests of the sensor by the status that they were answered with",
    labelNames: ["status"] as const,
    registers: [registry],
  });
  const requestSeconds = new Histogram({
    name: "tocsin_http_request_seconds",
    help: "Seconds from a request to its answer",
    labelNames: ["method", "route", "status"] as const,
    buckets: SECONDS,
    registers: [registry],
  });
  registry.registerMetric(
    new Gauge({
      name: "tocsin_inbox_events",
      help: "Events that this process has acknowledged and not stored yet",
      registers: [],
      collect() {
        this.set(backlog());
      },
    }),
  );
  return { registry, sensorRequests, requestSeconds };
}
