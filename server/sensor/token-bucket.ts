import type { RequestLimit } from "./request-limit.ts";

export interface TokenBucketOptions {
  readonly perSecond: number;
  readonly burst: number;
}

/** Less than a clock can tell apart: sums of fractions must not keep out who has waited for as long as was said. */
const ROUNDING_MS = 1e-6;

/**
 * A bucket of `burst` tokens into which `perSecond` fall: a request takes as many as it has events, or waits until they are there; one that is
 * refused takes none. Kept as one number, the moment at which the bucket is full again.
 */
export function createTokenBucket({ perSecond, burst }: TokenBucketOptions): RequestLimit {
  const tokenMs = 1000 / perSecond;
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    take: (now, size = 1) => {
      if (size > burst) return Number.POSITIVE_INFINITY;
      const after = Math.max(fullAt, now) + size * tokenMs;
      const wait = after - burst * tokenMs - now;
      if (wait > ROUNDING_MS) return wait;
      fullAt = after;
      return 0;
    },
  };
}
