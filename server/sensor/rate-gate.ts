import { createSlidingLimit, REFERENCE_LIMIT, type SlidingLimit } from "./sliding-limit.ts";

/** The limits that a key may be given, by name; a key without one is not limited. */
const LIMITS: Readonly<Record<"reference", SlidingLimit>> = { reference: REFERENCE_LIMIT };

interface LimitedKey {
  readonly apiKeyId: number;
  readonly rateLimit: keyof typeof LIMITS | null;
}

export type RateGate = ReturnType<typeof createRateGate>;

/** Counts requests per API key, in this process: several servers each grant the limit. */
export function createRateGate() {
  const gates = new Map<number, ReturnType<typeof createSlidingLimit>>();
  return {
    /** 0 when so many events pass, else the milliseconds to wait before they are sent again. */
    wait({ apiKeyId, rateLimit }: LimitedKey, now: number, events = 1): number {
      if (rateLimit === null) return 0;
      const gate = gates.get(apiKeyId) ?? createSlidingLimit(LIMITS[rateLimit]);
      gates.set(apiKeyId, gate);
      return gate.take(now, events);
    },
  };
}
