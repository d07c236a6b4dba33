export interface SlidingLimit {
  readonly count: number;
  readonly windowMs: number;
}

/** The reference system's default: 10 requests a second over a sliding 20 seconds. */
export const REFERENCE_LIMIT: SlidingLimit = { count: 200, windowMs: 20_000 };

/**
 * Lets at most `count` requests pass in any `windowMs`; a refused one does not count.
 * `take(now)` says whether this one passes; `now` is milliseconds and never runs backwards.
 */
export function createSlidingLimit({ count, windowMs }: SlidingLimit): { take(now: number): boolean } {
  // A ring of the times of the newest `count` requests that passed: the one to be overwritten is the oldest.
  const times = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    take(now) {
      const oldest = times[next] ?? Number.NEGATIVE_INFINITY;
      if (now - oldest < windowMs) return false;
      times[next] = now;
      next = (next + 1) % count;
      return true;
    },
  };
}
