import type { RequestLimit } from "./request-limit.ts";

export interface SlidingLimit {
  readonly count: number;
  readonly windowMs: number;
}

/** The reference system's default: 10 requests a second over a sliding 20 seconds. */
export const REFERENCE_LIMIT: SlidingLimit = { count: 200, windowMs: 20_000 };

/** Lets at most `count` requests pass in any `windowMs`; a refused one does not count. */
export function createSlidingLimit({ count, windowMs }: SlidingLimit): RequestLimit {
  // A ring of the times of the newest `count` requests that passed: the one to be overwritten is the oldest.
  const times = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    take(now, size = 1) {
      if (size > count) return Number.POSITIVE_INFINITY;
      const last = times[(next + size - 1) % count] ?? Number.NEGATIVE_INFINITY;
      const wait = last + windowMs - now;
      if (wait > 0) return wait;
      for (let taken = 0; taken < size; taken += 1) {
        times[next] = now;
        next = (next + 1) % count;
      }
      return 0;
    },
  };
}
