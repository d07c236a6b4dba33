/** The arithmetic of the TypeScript target: safe integers in, safe integers or `null` (missing) out, never -0. */

export const DAY_MS = 86_400_000;

/** Missing where the result left the safe integers. Both operands must be safe: then rounding never brings one back. */
export function safe(result: number): number | null {
  return result > Number.MAX_SAFE_INTEGER || result < -Number.MAX_SAFE_INTEGER ? null : result + 0;
}

/** Truncating; missing by zero. Exact: the rest is taken off before anything can round. */
export function div(left: number, right: number): number | null {
  return right === 0 ? null : quotient(left, right);
}

/** The sign of the dividend, as `%` in both targets; missing by zero. */
export function mod(left: number, right: number): number | null {
  return right === 0 ? null : remainder(left, right);
}

/** The start of the UTC day that is judged, in milliseconds. */
export function dayStart(asOf: number): number {
  return Math.floor(asOf / DAY_MS) * DAY_MS;
}

/** Whole days between `start` (of the judged day) and `time`, without sign. */
export function daysBetween(start: number, time: number): number {
  return Math.floor(Math.abs(start - time) / DAY_MS);
}

/** The same where the times may be too far apart to tell: then it is missing. */
export function safeDaysBetween(start: number, time: number): number | null {
  return safe(start - time) === null ? null : daysBetween(start, time);
}

/** Limbs of 26 bits: what sums are kept in. */
export const LIMB = 2 ** 26;

/**
 * The exact sum `high × 2^26 + low`, missing if it is no safe integer.
 * Emitted loops add each value as two limbs, so that a sum that leaves the range on its way and comes back stays exact.
 */
export function sumOf(high: number, low: number): number | null {
  const carry = Math.trunc(low / LIMB);
  const top = high + carry;
  if (Math.abs(top) > 2 ** 27 + 1) return null;
  return safe(top * LIMB + (low - carry * LIMB));
}

/** `div` by what is known not to be zero. */
export function quotient(left: number, right: number): number {
  return (left - (left % right)) / right + 0;
}

/** `mod` by what is known not to be zero. */
export function remainder(left: number, right: number): number {
  return (left % right) + 0;
}
