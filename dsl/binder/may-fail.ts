import type { BoundAggregate, BoundArithmetic } from "./bound.ts";
import { arithmeticInterval, includesZero, isSafe } from "./interval.ts";
import { aggregateInterval, rowsLookedAt, valueInterval, type AttributeIntervals } from "./value-interval.ts";

/** Whether the operation itself can be missing although its operands are not: by overflow or division by zero. */
export function mayFail({ op, left, right }: BoundArithmetic, attributes: AttributeIntervals): boolean {
  const divisor = valueInterval(right, attributes);
  if ((op === "div" || op === "mod") && includesZero(divisor)) return true;
  return !isSafe(arithmeticInterval(op, valueInterval(left, attributes), divisor));
}

/** Whether a sum over the rows it looks at can leave the safe integers. */
export function mayOverflow(aggregate: BoundAggregate, attributes: AttributeIntervals): boolean {
  const { fn, value } = aggregate;
  if (fn !== "sum" || value === null) return false;
  return !isSafe(aggregateInterval(fn, rowsLookedAt(aggregate), valueInterval(value, attributes)));
}
