import { bucketOf, type RateLimit } from "../../runtime/index.ts";
import type { RequestLimit } from "./request-limit.ts";
import { createSlidingLimit, REFERENCE_LIMIT } from "./sliding-limit.ts";
import { createTokenBucket } from "./token-bucket.ts";

interface LimitedKey {
  readonly apiKeyId: number;
  readonly rateLimit: RateLimit | null;
}

export type RateGate = ReturnType<typeof createRateGate>;

/**
 * Counts requests per API key, in this process: several servers each grant the limit, as asking each other would cost every event a way to
 * the database and back. The clock is one that nobody sets.
 */
export function createRateGate(clock: () => number = () => performance.now()) {
  const gates = new Map<number, { readonly rateLimit: RateLimit; readonly limit: RequestLimit }>();
  const gateOf = (apiKeyId: number, rateLimit: RateLimit): RequestLimit => {
    const gate = gates.get(apiKeyId);
    if (gate?.rateLimit === rateLimit) return gate.limit;
    const limit = limitOf(rateLimit);
    gates.set(apiKeyId, { rateLimit, limit });
    return limit;
  };
  return {
    /** 0 when so many events pass, else the milliseconds to wait before they are sent again. */
    wait: ({ apiKeyId, rateLimit }: LimitedKey, events = 1): number =>
      rateLimit === null ? 0 : gateOf(apiKeyId, rateLimit).take(clock(), events),
  };
}

function limitOf(rateLimit: RateLimit): RequestLimit {
  const bucket = bucketOf(rateLimit);
  return bucket === null ? createSlidingLimit(REFERENCE_LIMIT) : createTokenBucket(bucket);
}
