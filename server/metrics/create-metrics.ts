import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import type { Committed, ScoringObserver } from "../../runtime/index.ts";

/** From a cached answer to a database that is at its end. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A batch holds 500 events at most. */
const EVENTS_A_BATCH = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export type Metrics = ReturnType<typeof createMetrics>;

/** What a server process counts while it works, in a registry of its own so that two servers may live in one process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "tocsin_" });
  return { registry, ...requestMetrics(registry), ...ingestMetrics(registry), scoring: scoringMetrics(registry) };
}

function requestMetrics(registry: Registry) {
  const registers = [registry];
  return {
    /** Requests that are not answered yet. */
    requests: { inFlight: 0 },
    sensorRequests: new Counter({
      name: "tocsin_sensor_requests_total",
      help: "Requests of the sensor by the status that they were answered with",
      labelNames: ["status"] as const,
      registers,
    }),
    requestSeconds: new Histogram({
      name: "tocsin_http_request_seconds",
      help: "Seconds from a request to its answer",
      labelNames: ["method", "route", "status"] as const,
      buckets: SECONDS,
      registers,
    }),
  };
}

function ingestMetrics(registry: Registry) {
  const registers = [registry];
  const stored = new Counter({ name: "tocsin_events_stored_total", help: "Events that were stored", registers });
  const repeated = new Counter({
    name: "tocsin_events_repeated_total",
    help: "Events that were stored before and not stored again",
    registers,
  });
  const batch = new Histogram({
    name: "tocsin_ingest_batch_events",
    help: "Events of a batch, stored in one statement",
    buckets: EVENTS_A_BATCH,
    registers,
  });
  return {
    /** A batch was committed. */
    committed(written: Committed): void {
      stored.inc(written.stored.length);
      repeated.inc(written.repeated.size);
      batch.observe(written.stored.length + written.repeated.size);
    },
    ingestErrors: new Counter({
      name: "tocsin_ingest_errors_total",
      help: "Batches, and what belongs to them, that the database did not take at the first attempt",
      registers,
    }),
  };
}

function scoringMetrics(registry: Registry): ScoringObserver {
  const registers = [registry];
  const judged = new Counter({ name: "tocsin_users_judged_total", help: "Scores that were made", registers });
  const rounds = new Histogram({
    name: "tocsin_scoring_round_seconds",
    help: "Seconds of a round of scoring: reading, judging and writing up to forty users",
    buckets: SECONDS,
    registers,
  });
  const fromEvent = new Histogram({
    name: "tocsin_event_to_score_seconds",
    help: "Seconds from the acknowledgement of a user's first event that no score has seen to the score that has",
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: "tocsin_scoring_errors_total",
    help: "Rounds of scoring that failed: their users stay due",
    registers,
  });
  const ruleErrors = new Counter({
    name: "tocsin_rule_errors_total",
    help: "Users of whom a rule failed and counts as unknown",
    labelNames: ["rule"] as const,
    registers,
  });
  return {
    judged(users, seconds) {
      judged.inc(users);
      rounds.observe(seconds);
    },
    scored: (seconds) => fromEvent.observe(seconds),
    failed: () => errors.inc(),
    ruleFailed: (rule) => ruleErrors.inc({ rule }),
  };
}
