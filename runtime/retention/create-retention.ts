import { sql } from "kysely";
import type { Installation } from "../db/installation.ts";
import { dropMonths } from "../db/partitions.ts";
import type { Store } from "../db/store.ts";
import { retried } from "../ingest/database-failures.ts";
import { createRetentionBatch, type BatchSizes, type Deleted } from "./retention-batch.ts";

export interface RetentionOptions {
  readonly store: Store;
  readonly installation: Installation;
  readonly log?: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  readonly clock?: () => number;
  readonly sizes?: BatchSizes;
}

export interface RetentionJob {
  /** Looks now and again whether something is too old. */
  start(): void;
  /** Once started, looks without waiting for its time: a limit was changed. */
  look(): void;
  /** Begins what is to begin and goes on to the end, without rests. Throws what a batch throws. */
  run(): Promise<void>;
  /** What this process has deleted. */
  deleted(): Deleted;
  /** Ends after the running batch; the next process goes on there. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 60_000;
/** A day after a run has begun the next one does. */
const RUN_EVERY_MS = 86_400_000;
const WEEK_MS = 7 * 86_400_000;
/** Nobody waits for it: half of the time belongs to others. */
const REST_A_BATCH = 1;
const LONGEST_REST_MS = 400;

/** Deletes what is older than an app keeps, in the background and in short transactions. Of several processes each takes the next batch that no other has. */
export function createRetention(options: RetentionOptions): RetentionJob {
  const { store, installation, log, clock = Date.now, sizes } = options;
  const batch = createRetentionBatch(store, installation, sizes);
  let deleted: Deleted = { events: 0, changes: 0, identities: 0, users: 0 };
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const runAll = async (rest: (took: number) => Promise<void>): Promise<void> => {
    await beginRuns(store, clock());
    while (!stopped) {
      const started = performance.now();
      const outcome = await retried(() => batch(clock()));
      if (outcome.kind === "idle") return;
      if (outcome.kind === "worked") deleted = sum(deleted, outcome.deleted);
      else {
        const months = await dropMonths(store, await pastOfAll(store));
        log?.info({ appId: outcome.appId, months }, "what was older than the app keeps is deleted");
      }
      await rest(performance.now() - started);
    }
  };
  const wake = () => {
    if (stopped || timer === undefined) return;
    running ??= runAll(pauseAfter)
      .catch((err: unknown) => log?.error({ err }, "what is too old could not be deleted: it is tried again"))
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start: () => {
      timer ??= setInterval(wake, LOOK_EVERY_MS).unref();
      wake();
    },
    look: wake,
    run: async () => {
      await running;
      await runAll(() => Promise.resolve());
    },
    deleted: () => deleted,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** A run keeps its limit until its end; an app whose limit was changed has none until then. */
async function beginRuns({ db }: Store, at: number): Promise<void> {
  const now = new Date(at).toISOString();
  await sql`insert into retention_runs as r (app_id, cutoff, started, after_user_id)
    select app_id, ${now}::timestamptz - retention_weeks * ${`${WEEK_MS} ms`}::interval, ${now}::timestamptz, -1 from apps where retention_weeks > 0
    on conflict (app_id) do update set cutoff = excluded.cutoff, started = excluded.started, finished = null, after_user_id = -1,
      events = 0, changes = 0, identities = 0, users = 0
    where r.finished is not null and r.started <= ${new Date(at - RUN_EVERY_MS).toISOString()}::timestamptz`.execute(
    db,
  );
}

/** What every app is past; null while one keeps all, or has not come so far. */
async function pastOfAll({ db }: Store): Promise<number | null> {
  const { rows } = await sql<{ past: Date | null }>`select
      case when bool_and(a.retention_weeks > 0 and r.finished is not null) then min(r.cutoff) end as past
    from apps a left join retention_runs r on r.app_id = a.app_id`.execute(db);
  return rows[0]?.past?.getTime() ?? null;
}

function sum(a: Deleted, b: Deleted): Deleted {
  return {
    events: a.events + b.events,
    changes: a.changes + b.changes,
    identities: a.identities + b.identities,
    users: a.users + b.users,
  };
}

function pauseAfter(took: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(REST_A_BATCH * took, LONGEST_REST_MS)));
}
