import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { LookupCounts, LookupId } from "../runtime/index.ts";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = ReturnType<typeof createMetrics>;

export interface MetricsSources {
  /** Events in the inbox. */
  readonly backlog: () => number;
  /** Users who wait for their score. */
  readonly unjudged: () => number;
  /** What was asked over the network, of those who may be. */
  readonly lookups: () => ReadonlyMap<LookupId, LookupCounts>;
}

const LOOKUP_COUNTERS = [
  ["asked", "Questions asked over the network"],
  ["answered", "Questions that were answered"],
  ["unknown", "Questions without an answer"],
  ["remembered", "Questions that a remembered answer spared"],
] as const;

/** What a server process counts, in a registry of its own so that two servers may live in one process. */
export function createMetrics({ backlog, unjudged, lookups }: MetricsSources) {
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
  const gauges = [
    ["tocsin_inbox_events", "Events that this process has acknowledged and not stored yet", backlog],
    ["tocsin_unjudged_users", "Users whom this process is about to judge", unjudged],
  ] as const;
  for (const [name, help, read] of gauges)
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  for (const [name, help] of LOOKUP_COUNTERS)
    registry.registerMetric(
      new Counter({
        name: `tocsin_lookups_${name}_total`,
        help,
        labelNames: ["lookup"] as const,
        registers: [],
        collect() {
          this.reset();
          for (const [lookup, counts] of lookups()) this.inc({ lookup }, counts[name]);
        },
      }),
    );
  registry.registerMetric(
    new Gauge({
      name: "tocsin_lookups_waiting_users",
      help: "Users about whom this process is about to ask over the network",
      labelNames: ["lookup"] as const,
      registers: [],
      collect() {
        for (const [lookup, { waiting }] of lookups()) this.set({ lookup }, waiting);
      },
    }),
  );
  return { registry, sensorRequests, requestSeconds };
}
