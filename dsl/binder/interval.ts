import type { ArithmeticOp } from "../ast/operators.ts";
import { MAX_INT } from "../types/limits.ts";

/** Both ends included; the values an expression can take when it is not missing. Ends may pass the safe integers. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Every integer both targets hold exactly. */
export const SAFE: Interval = { low: -MAX_INT, high: MAX_INT };
/** The integer fields of the catalogue: counts, codes and numbers that fit four bytes, with or without a sign. */
export const FIELD_INT: Interval = { low: -(2 ** 31), high: 2 ** 32 };
/** Years 0001 to 9999, in milliseconds since the epoch: what the sensor lets in. */
export const FIELD_TIME: Interval = { low: -62_135_596_800_000, high: 253_402_300_799_999 };

export function isSafe({ low, high }: Interval): boolean {
  return low >= SAFE.low && high <= SAFE.high;
}

/** The values of an operation, before the check for overflow: an unsafe result says that a guard is needed. */
export function arithmeticInterval(op: ArithmeticOp, left: Interval, right: Interval): Interval {
  switch (op) {
    case "+":
      return { low: left.low + right.low, high: left.high + right.high };
    case "-":
      return { low: left.low - right.high, high: left.high - right.low };
    case "*":
      return hull([left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]);
    case "div":
      return quotientInterval(left, right);
    case "mod": {
      const most = Math.max(Math.abs(right.low), Math.abs(right.high), 1) - 1;
      return { low: left.low < 0 ? Math.max(left.low, -most) : 0, high: left.high > 0 ? Math.min(left.high, most) : 0 };
    }
  }
}

/** Truncating; by zero is missing, so that the nearest divisors are 1 and -1. */
function quotientInterval(left: Interval, right: Interval): Interval {
  const divisors = [
    ...(right.low < 0 ? [right.low, Math.min(right.high, -1)] : []),
    ...(right.high > 0 ? [right.high, Math.max(right.low, 1)] : []),
  ];
  const quotients = divisors.flatMap((divisor) =>
    [left.low, left.high].map((value) => Math.trunc(value / divisor) + 0),
  );
  return quotients.length === 0 ? { low: 0, high: 0 } : hull(quotients);
}

export function clampSafe({ low, high }: Interval): Interval {
  return { low: Math.max(low, SAFE.low), high: Math.min(high, SAFE.high) };
}

export function hull(values: readonly number[]): Interval {
  return { low: Math.min(...values), high: Math.max(...values) };
}

export function union(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

export function includesZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0;
}
