/** Seconds of the units that a rate may be given in. */
const UNITS = { s: 1, min: 60, h: 3600 } as const;
type Unit = keyof typeof UNITS;

/**
 * What a key may send, as it is written and stored. `50/s burst 200`: 200 at once, and 50 more in every second after it. `reference`: 10 a
 * second over any 20 seconds, as the reference system counts.
 */
export type RateLimit = "reference" | `${number}/${Unit} burst ${number}`;

/** Tokens that come back, and how many there are at most. */
export interface TokenBucket {
  readonly perSecond: number;
  readonly burst: number;
}

const RATE = /^([1-9]\d{0,5})\/(s|min|h)$/;
const MOST_BURST = 1_000_000;

export const RATE_HINT = "a rate as 50/s, 600/min or 1000/h, or reference (200 requests in any 20 seconds)";

/** Reads `50/s`, with as many at once as `burst` says: without it, what comes back in a second, or one. Null when it is no rate. */
export function readRateLimit(rate: string, burst?: number): RateLimit | null {
  if (rate === "reference") return burst === undefined ? "reference" : null;
  const match = RATE.exec(rate);
  if (match === null) return null;
  const [amount, unit] = [Number(match[1]), match[2] as Unit]; // the pattern has no other
  const atOnce = burst ?? Math.max(1, Math.floor(amount / UNITS[unit]));
  return Number.isInteger(atOnce) && atOnce >= 1 && atOnce <= MOST_BURST ? `${amount}/${unit} burst ${atOnce}` : null;
}

/** Null for `reference`, which slides. */
export function bucketOf(limit: RateLimit): TokenBucket | null {
  if (limit === "reference") return null;
  const [amount = "", unit = "s", , burst = ""] = limit.split(/[/ ]/);
  return { perSecond: Number(amount) / UNITS[unit as Unit], burst: Number(burst) }; // the type has no other
}
