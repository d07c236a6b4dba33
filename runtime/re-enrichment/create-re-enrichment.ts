import type { ReEnrichedKind } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { sourcesFingerprint, type DescribeSources } from "../enrichment/data-source.ts";
import type { FactsProvider } from "../enrichment/facts.ts";
import { retried } from "../ingest/database-failures.ts";
import { RE_ENRICHED_KINDS } from "./kinds.ts";
import { beginReEnrichment, readReEnrichment } from "./progress.ts";
import { createReEnrichBatch, type BatchSizes } from "./re-enrich-batch.ts";

export interface ReEnrichmentOptions {
  readonly store: Store;
  readonly facts: FactsProvider;
  /** All sources that `facts` answers from. */
  readonly sources: DescribeSources;
  readonly log?: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  /** Resolves when what was prepared with the facts before is stored: it is to be asked about, too. */
  readonly stored?: () => Promise<unknown>;
  readonly clock?: () => number;
  readonly sizes?: BatchSizes;
}

export interface ReEnrichment {
  /** Looks whether the sources are others than at the last run, and goes on with what another process left. */
  start(): void;
  /**
   * The sources may answer otherwise from now on. What this process has stored until now may lie behind a run that another process began with
   * the same sources: all is asked about anew.
   */
  sourcesChanged(): void;
  /** Once, to its end, without rests. Throws what a batch throws. */
  run(): Promise<void>;
  /** Ends after the running batch; the next process goes on there. */
  stop(): Promise<void>;
}

/** A run that a process left behind waits so long at most. */
const LOOK_EVERY_MS = 15_000;
/** Nobody waits for it: half of the time belongs to others. */
const REST_A_BATCH = 1;
const LONGEST_REST_MS = 400;

/**
 * Asks about what was seen before when the sources have changed: in the background, by key, and where an earlier process ended. Several
 * processes may run it: they take turns, and none asks what another has asked.
 */
export function createReEnrichment(options: ReEnrichmentOptions): ReEnrichment {
  const { store, facts, sources, log, stored = async () => undefined, clock = Date.now, sizes } = options;
  const batches = new Map(RE_ENRICHED_KINDS.map((kind) => [kind, createReEnrichBatch(store, kind, facts, sizes)]));
  let toBegin: "no" | "with other sources" | "anew" = "no";
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let taking: Promise<void> = Promise.resolve();

  const begin = async (fingerprint: string) => {
    const how = toBegin;
    toBegin = "no";
    try {
      const begun = await retried(() => beginReEnrichment(store, fingerprint, clock(), { anew: how === "anew" }));
      if (begun)
        log?.info({ fingerprint }, "the sources of data have changed: what was seen before is asked about again");
    } catch (error) {
      toBegin = how;
      throw error;
    }
  };
  const runKind = async (kind: ReEnrichedKind, fingerprint: string, rest: (took: number) => Promise<void>) => {
    const batch = batches.get(kind);
    for (let worked = false; batch !== undefined && !stopped && toBegin === "no"; worked = true) {
      const started = performance.now();
      const outcome = await retried(() => batch(fingerprint));
      if (outcome === "finished" && worked) log?.info(await progressOf(kind), "asked about everything seen before");
      if (outcome !== "worked") return;
      await rest(performance.now() - started);
    }
  };
  const runAll = async (rest: (took: number) => Promise<void>) => {
    const fingerprint = sourcesFingerprint(sources(clock()));
    if (toBegin !== "no") await begin(fingerprint);
    for (const kind of RE_ENRICHED_KINDS) await runKind(kind, fingerprint, rest);
  };
  const progressOf = async (kind: ReEnrichedKind): Promise<object> =>
    (await readReEnrichment(store)).find((each) => each.kind === kind) ?? { kind };

  const wake = () => {
    if (stopped || timer === undefined) return;
    running ??= runAll(pauseAfter)
      .catch((err: unknown) =>
        log?.error({ err }, "what was seen before could not be asked about again: it is tried later"),
      )
      .finally(() => {
        running = undefined;
      });
  };

  return {
    start: () => {
      if (toBegin === "no") toBegin = "with other sources";
      timer ??= setInterval(wake, LOOK_EVERY_MS).unref();
      wake();
    },
    sourcesChanged: () => {
      taking = taking.then(stored).then(() => {
        toBegin = "anew";
        // A run with the sources before ends by itself, and then this one begins.
        if (running === undefined) wake();
        else void running.then(wake);
      });
    },
    run: async () => {
      await taking;
      await running;
      if (toBegin === "no") toBegin = "with other sources";
      await runAll(() => Promise.resolve());
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

function pauseAfter(took: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(REST_A_BATCH * took, LONGEST_REST_MS)));
}
