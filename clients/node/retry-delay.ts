const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** A server that asks for more is not believed. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

export interface Retry {
  /** Of the attempt that failed, from 1 on. */
  readonly attempt: number;
  /** The header `Retry-After` of the answer, if there was one. */
  readonly retryAfter: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * How long to wait before the next attempt, in milliseconds: anything up to a bound that doubles (full jitter), so that clients
 * whose server was away do not come back together; on top of what the server asked for.
 */
export function retryDelay({ attempt, retryAfter, now, random }: Retry): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return readRetryAfter(retryAfter, now) + Math.round(random * bound);
}

/** Seconds, or a date of HTTP; 0 for anything else. */
function readRetryAfter(header: string | null, now: number): number {
  if (header === null) return 0;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(waitMs) ? 0 : Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, waitMs));
}
