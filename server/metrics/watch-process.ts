import type { Registry } from "prom-client";
import type { CacheBook, Deleted, LoadedPack, Logbook, LookupCounts, LookupId, Store } from "../../runtime/index.ts";
import { counterOnScrape, gaugeOnScrape, only } from "./on-scrape.ts";

export interface ProcessSources {
  /** Requests that are not answered yet. */
  readonly requests: { readonly inFlight: number };
  /** Events whose senders wait. */
  readonly waiting: () => number;
  /** Events of the inbox that this process is to store. */
  readonly backlog: () => number;
  /** Users who wait for their score. */
  readonly unjudged: () => number;
  /** What was asked over the network, of those who may be. */
  readonly lookups: () => ReadonlyMap<LookupId, LookupCounts>;
  /** What was deleted because it was too old. */
  readonly deleted: () => Deleted;
  /** Requests that left no line in the logbook. */
  readonly logbook: Logbook["counts"];
  readonly caches: CacheBook;
  readonly pools: Pick<Store, "pool" | "keyed">;
  readonly pack: () => LoadedPack;
}

/** What a process holds, told to whoever looks. */
export function watchProcess(registry: Registry, sources: ProcessSources): void {
  watchQueues(registry, sources);
  watchCaches(registry, sources);
  watchPools(registry, sources);
  watchLookups(registry, sources);
  counterOnScrape(registry, {
    name: "tocsin_retention_deleted_total",
    help: "Events, field changes, users, and what only they named, deleted because they were older than their app keeps",
    labels: ["what"],
    read: () => Object.entries(sources.deleted()).map(([what, count]) => [{ what }, count]),
  });
  counterOnScrape(registry, {
    name: "tocsin_unlogged_requests_total",
    help: "Requests without a line in the logbook: of an unknown key, or dropped because too many lines waited",
    labels: ["why"],
    read: () => {
      const { dropped, unknownKeys } = sources.logbook();
      return [
        [{ why: "dropped" }, dropped],
        [{ why: "unknown_key" }, unknownKeys],
      ];
    },
  });
  gaugeOnScrape(registry, {
    name: "tocsin_pack_rules",
    help: "Rules that judge, by the fingerprint of their pack",
    labels: ["pack"],
    read: () => [[{ pack: sources.pack().fingerprint }, sources.pack().pack.rules.length]],
  });
}

function watchQueues(registry: Registry, { requests, waiting, backlog, unjudged }: ProcessSources): void {
  const queues = [
    ["tocsin_http_requests_in_flight", "Requests that are not answered yet", () => requests.inFlight],
    ["tocsin_waiting_events", "Events in memory whose senders wait for an answer", waiting],
    ["tocsin_inbox_events", "Events that this process has acknowledged and not stored yet", backlog],
    ["tocsin_unjudged_users", "Users whom this process is about to judge", unjudged],
  ] as const;
  for (const [name, help, read] of queues) gaugeOnScrape(registry, { name, help, read: only(read) });
}

function watchCaches(registry: Registry, { caches }: ProcessSources): void {
  counterOnScrape(registry, {
    name: "tocsin_cache_requests_total",
    help: "Questions to a cache, by whether it had the answer",
    labels: ["cache", "result"],
    read: () =>
      [...caches.all()].flatMap(([cache, { hits, misses }]) => [
        [{ cache, result: "hit" }, hits] as const,
        [{ cache, result: "miss" }, misses] as const,
      ]),
  });
}

function watchPools(registry: Registry, { pools }: ProcessSources): void {
  const each = [
    ["main", pools.pool],
    ["keyed", pools.keyed],
  ] as const;
  gaugeOnScrape(registry, {
    name: "tocsin_database_connections",
    help: "Connections to the database, by pool and by whether they work",
    labels: ["pool", "state"],
    read: () =>
      each.flatMap(([pool, { totalCount, idleCount }]) => [
        [{ pool, state: "idle" }, idleCount] as const,
        [{ pool, state: "busy" }, totalCount - idleCount] as const,
      ]),
  });
  gaugeOnScrape(registry, {
    name: "tocsin_database_waiting_queries",
    help: "Queries that wait for a connection, by pool",
    labels: ["pool"],
    read: () => each.map(([pool, { waitingCount }]) => [{ pool }, waitingCount]),
  });
}

const LOOKUP_COUNTERS = [
  ["asked", "Questions asked over the network"],
  ["answered", "Questions that were answered"],
  ["unknown", "Questions without an answer"],
  ["remembered", "Questions that a remembered answer spared"],
] as const;

function watchLookups(registry: Registry, { lookups }: ProcessSources): void {
  for (const [count, help] of LOOKUP_COUNTERS)
    counterOnScrape(registry, {
      name: `tocsin_lookups_${count}_total`,
      help,
      labels: ["lookup"],
      read: () => [...lookups()].map(([lookup, counts]) => [{ lookup }, counts[count]]),
    });
  gaugeOnScrape(registry, {
    name: "tocsin_lookups_waiting_users",
    help: "Users about whom this process is about to ask over the network",
    labels: ["lookup"],
    read: () => [...lookups()].map(([lookup, { waiting }]) => [{ lookup }, waiting]),
  });
}
