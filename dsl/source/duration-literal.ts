import { accepted, refused, type LiteralResult } from "./literal-result.ts";

/** Milliseconds of each unit; durations have a fixed length, so there are no months and no years. */
export const DURATION_UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s` to 90000; exact, so at most 2^53−1 milliseconds. */
export function readDuration(text: string): LiteralResult<number> {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (match === null) return refused("it has no known unit");
  const [, digits, unit] = match;
  const value = Number(digits) * unitOf(unit);
  return Number.isSafeInteger(value) ? accepted(value) : refused("it is too long");
}

function unitOf(unit: string | undefined): number {
  for (const [name, ms] of Object.entries(DURATION_UNITS)) if (name === unit) return ms;
  return Number.NaN;
}
