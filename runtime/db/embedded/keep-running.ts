import { reasonOf } from "../database-error.ts";
import type { StartLog } from "../start-log.ts";

export interface KeepRunningOptions {
  readonly isRunning: () => boolean;
  /** Starts it again, or finds that another process did. */
  readonly restart: () => Promise<void>;
  readonly log: StartLog;
  readonly everyMs?: number;
}

const LOOK_EVERY_MS = 250;
/** What failed to start is not started again and again. */
const PAUSE_MS = 5000;

/**
 * Looks now and again whether a server is still there, and starts it when it is not: one that was killed, or ran out of memory, is back
 * before most callers have asked again. The result ends that, and waits for a start that has begun.
 */
export function keepRunning({
  isRunning,
  restart,
  log,
  everyMs = LOOK_EVERY_MS,
}: KeepRunningOptions): () => Promise<void> {
  let restarting: Promise<void> | undefined;
  let notBefore = 0;
  const look = () => {
    if (restarting !== undefined || performance.now() < notBefore || isRunning()) return;
    log.warn("the database server is gone: starting it again");
    restarting = restart()
      .catch((error: unknown) => {
        notBefore = performance.now() + PAUSE_MS;
        log.warn(`the database server could not be started again: ${reasonOf(error)}`);
      })
      .finally(() => {
        restarting = undefined;
      });
  };
  const timer = setInterval(look, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await restarting;
  };
}
