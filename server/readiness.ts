import type { Readiness, ReadinessCheckName } from "../api/index.ts";
import type { LoadedPack, MigrationState } from "../runtime/index.ts";
import type { Phase } from "./lifecycle.ts";

export interface ReadinessDeps {
  readonly phase: () => Phase;
  /** Asks the database; rejects when it cannot be reached. */
  readonly migrations: () => Promise<MigrationState>;
  readonly pack: () => LoadedPack;
  /** Told when the answer has changed. A pino logger fits. */
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/** A database that takes longer is of no use to who sends events. */
const ANSWERS_WITHIN_MS = 2000;

const PHASES = {
  starting: "the server is starting",
  serving: "the server takes requests",
  stopping: "the server is about to stop and finishes what it has: send requests elsewhere",
} as const satisfies Record<Phase, string>;

/** Whether requests may be sent here, and why not. Those who ask at the same time share an answer. */
export function createReadiness(deps: ReadinessDeps): () => Promise<Readiness> {
  let asking: Promise<Readiness> | undefined;
  let last: Readiness["status"] = "not_ready";
  const ask = async (): Promise<Readiness> => {
    const checks = [servingCheck(deps.phase()), ...(await databaseChecks(deps.migrations)), packCheck(deps.pack())];
    const status = checks.every(({ ok }) => ok) ? "ready" : "not_ready";
    if (status !== last) {
      const failed = checks.filter(({ ok }) => !ok);
      if (status === "ready") deps.log.info({}, "ready for requests");
      else deps.log.warn({ failed }, "not ready for requests");
      last = status;
    }
    return { status, checks };
  };
  return () =>
    (asking ??= ask().finally(() => {
      asking = undefined;
    }));
}

type Check = Readiness["checks"][number];

function check(name: ReadinessCheckName, ok: boolean, message: string): Check {
  return { name, ok, message };
}

function servingCheck(phase: Phase): Check {
  return check("serving", phase === "serving", PHASES[phase]);
}

async function databaseChecks(ask: ReadinessDeps["migrations"]): Promise<readonly Check[]> {
  const state = await Promise.race([ask(), noAnswer()]).catch(() => null);
  if (state === null) {
    return [
      check("database", false, "the database does not answer: see the server's log, or ask `tocsin doctor`"),
      check("migrations", false, "the schema is not known while the database does not answer"),
    ];
  }
  return [check("database", true, "the database answers"), migrationsCheck(state)];
}

function migrationsCheck({ missing, unknown }: MigrationState): Check {
  if (missing.length > 0)
    return check("migrations", false, `the schema lacks ${missing.length} migrations: start this version once`);
  if (unknown.length > 0)
    return check("migrations", true, "the schema is of a newer version: this server should be replaced soon");
  return check("migrations", true, "the schema is the newest");
}

function packCheck({ pack, fingerprint }: LoadedPack): Check {
  return check("pack", true, `${pack.rules.length} rules judge, as pack ${fingerprint.slice(0, 12)}`);
}

function noAnswer(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ANSWERS_WITHIN_MS).unref());
}
