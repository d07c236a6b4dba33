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

/** The values of an operation, before the check for overflow. Division never leaves the dividend's range. */
export function arithmeticInterval(op: ArithmeticOp, left: Interval, right: Interval): Interval {
  switch (op) {
    case "+":
      return { low: left.low + right.low, high: left.high + right.high };
    case "-":
      return { low: left.low - right.high, high: left.high - right.low };
    case "*":
      return hull([left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high]);
    case "div": {
      const most = Math.max(Math.abs(left.low), Math.abs(left.high));
      return { low: left.low < 0 || right.low < 0 ? -most : 0, high: most };
    }
    case "mod": {
      const most = Math.max(Math.abs(right.low), Math.abs(right.high));
      return { low: left.low < 0 ? -most : 0, high: left.high > 0 ? most : 0 };
    }
  }
}

export function clampSafe({ low, high }: Interval): Interval {
  return { low: Math.max(low, SAFE.low), high: Math.min(high, SAFE.high) };
}

export function hull(values: readonly number[]): Interval {
  return { low: Math.min(...values), high: Math.max(...values) };
}

export function includesZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0;
}
