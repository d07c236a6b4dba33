import type { ArithmeticOp } from "../../dsl/ast/operators.ts";
import type { Type } from "../../dsl/types/type.ts";

/** The largest integer of the language; what lies outside ±MAX_INT is missing. */
export const MAX_INT = Number.MAX_SAFE_INTEGER;

/** Every time lies in the years 1 to 9999: the parser and the sensor refuse or mend all else. Milliseconds. */
export const TIME_RANGE: Interval = { low: -62_135_596_800_000, high: 253_402_300_799_999 };

/** A closed range that holds every value an expression of numbers can have. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const ANY_INT: Interval = { low: -MAX_INT, high: MAX_INT };

/** What is known of a value from its type alone. */
export function intervalOfType(type: Type): Interval {
  return type.kind === "time" ? TIME_RANGE : ANY_INT;
}

export function union(a: Interval, b: Interval): Interval {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** True when every value is a safe integer, so that no guard is needed. */
export function isSafe({ low, high }: Interval): boolean {
  return low >= -MAX_INT && high <= MAX_INT;
}

/** What remains once values outside the safe integers became missing. */
export function clip({ low, high }: Interval): Interval {
  return { low: Math.max(low, -MAX_INT), high: Math.min(high, MAX_INT) };
}

/** Not clipped: an unsafe result says that a guard is needed. */
export function arithmeticInterval(op: ArithmeticOp, a: Interval, b: Interval): Interval {
  switch (op) {
    case "+":
      return { low: a.low + b.low, high: a.high + b.high };
    case "-":
      return { low: a.low - b.high, high: a.high - b.low };
    case "*": {
      const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return { low: Math.min(...products), high: Math.max(...products) };
    }
    // Truncating: neither leaves the range of the dividend, zero included.
    case "div": {
      const magnitude = Math.max(Math.abs(a.low), Math.abs(a.high));
      return { low: -magnitude, high: magnitude };
    }
    case "mod":
      return { low: Math.min(a.low, 0), high: Math.max(a.high, 0) };
  }
}
