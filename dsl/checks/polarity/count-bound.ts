import { countsRows as isCount } from "../../ast/aggregates.ts";
import { FLIPPED, OPPOSITE, type CompareOp } from "../../ast/conditions.ts";
import type { BoundAggregate, BoundCondition, BoundShare, BoundValue } from "../../binder/bound.ts";

/** A condition that is truer the fewer rows an aggregate sees. */
export interface CountBound {
  readonly aggregate: BoundAggregate;
  /** It asks for no row at all, like `no ROW { … }`. */
  readonly zero: boolean;
}

/** Null for a lower bound, for `== N` above zero, and for what counts no rows. */
export function countBound(condition: BoundCondition, negative: boolean): CountBound | null {
  if (condition.kind === "in_range") return rangeBound(condition.operand, condition.low, condition.high, negative);
  if (condition.kind === "share") return shareBound(condition, negative);
  if (condition.kind !== "compare") return null;
  if (countsRows(condition.left)) return bound(condition.left, effective(condition.op, negative), condition.right);
  if (countsRows(condition.right))
    return bound(condition.right, effective(FLIPPED[condition.op], negative), condition.left);
  return null;
}

function bound(aggregate: BoundAggregate, op: CompareOp, limit: BoundValue): CountBound | null {
  const number = limit.kind === "literal" ? limit.value : null;
  switch (op) {
    case "==":
      return number === 0 ? { aggregate, zero: true } : null;
    case "<":
      return { aggregate, zero: number === 1 };
    case "<=":
      return { aggregate, zero: number === 0 };
    default:
      return null;
  }
}

/** A share is bounded from above with its kept rows. */
function shareBound({ op, kept, percent }: BoundShare, negative: boolean): CountBound | null {
  switch (effective(op, negative)) {
    case "==":
      return percent === 0 ? { aggregate: kept, zero: true } : null;
    case "<":
    case "<=":
      return { aggregate: kept, zero: percent === 0 };
    default:
      return null;
  }
}

function rangeBound(operand: BoundValue, low: BoundValue, high: BoundValue, negative: boolean): CountBound | null {
  if (!countsRows(operand)) return null;
  // outside of a range is below or above it: below is a bound unless the range starts at nothing
  if (negative)
    return low.kind === "literal" && low.value === 0
      ? null
      : { aggregate: operand, zero: low.kind === "literal" && low.value === 1 };
  return { aggregate: operand, zero: high.kind === "literal" && high.value === 0 };
}

function countsRows(value: BoundValue): value is BoundAggregate {
  if (value.kind !== "aggregate") return false;
  return isCount(value.fn) || value.fn === "sum";
}

function effective(op: CompareOp, negative: boolean): CompareOp {
  return negative ? OPPOSITE[op] : op;
}
