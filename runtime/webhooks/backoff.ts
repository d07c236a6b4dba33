/** Minutes from one attempt to the next: a day and more in all, as Standard Webhooks advises. */
const PAUSES_MINUTES = [0.1, 1, 5, 30, 120, 300, 600, 600] as const;
/** So that what failed together does not come back together. */
const JITTER = 0.2;

/** Milliseconds from this attempt (1 is the first) to the next, null when it was the last. `random` is from 0 to 1. */
export function pauseAfter(attempt: number, random: number): number | null {
  const minutes = PAUSES_MINUTES[attempt - 1];
  return minutes === undefined ? null : minutes * 60_000 * (1 - JITTER + 2 * JITTER * random);
}

export const MOST_ATTEMPTS = PAUSES_MINUTES.length + 1;
