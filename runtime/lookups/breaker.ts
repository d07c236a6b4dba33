/** After so many failures in a row nobody is asked for a while, and after each further one for twice as long. */
const FAILURES = 5;
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Keeps questions back from somebody who does not answer, or who asked for it. */
export interface Breaker {
  /** Milliseconds; not later than now when questions may be asked. */
  readonly pausedUntil: number;
  succeeded(): void;
  /** True when a pause begins by it. */
  failed(): boolean;
  /** As long as was asked for; like another failure when it was not said how long. */
  pause(forMs: number | null): void;
}

export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let pauses = 0;
  let pausedUntil = 0;
  const pauseLonger = () => {
    pausedUntil = now() + Math.min(SHORTEST_PAUSE_MS * 2 ** pauses, LONGEST_PAUSE_MS);
    pauses += 1;
  };
  return {
    get pausedUntil() {
      return pausedUntil;
    },
    succeeded: () => {
      failures = 0;
      pauses = 0;
    },
    failed: () => {
      // Questions that were under way when the pause began end in it.
      if (now() < pausedUntil) return false;
      failures += 1;
      if (failures < FAILURES && pauses === 0) return false;
      failures = 0;
      pauseLonger();
      return true;
    },
    pause: (forMs) => {
      if (forMs === null) {
        if (now() >= pausedUntil) pauseLonger();
      } else pausedUntil = Math.max(pausedUntil, now() + Math.min(forMs, LONGEST_PAUSE_MS));
    },
  };
}
