import { type CompareOp, OPPOSITE } from "../../dsl/ast/conditions.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { Expr } from "../plan/expr.ts";

/** A condition that is to be true, or false. */
export interface Wanted {
  readonly expr: Expr;
  readonly wanted: boolean;
}

/** True where two comparisons of one value with constants cannot both come out as wanted: `x > 5` and `x < 3`. */
export function excludeEachOther(a: Wanted, b: Wanted): boolean {
  const [left, right] = [demandOf(a), demandOf(b)];
  if (left === null || right === null || left.subject !== right.subject) return false;
  if (left.op === "==") return !meets(left.value, right);
  if (right.op === "==") return !meets(right.value, left);
  if (typeof left.value !== "number" || typeof right.value !== "number") return false;
  return lowest(left) > highest(right) || lowest(right) > highest(left);
}

interface Demand {
  readonly subject: string;
  readonly op: CompareOp;
  readonly value: Scalar;
}

function demandOf({ expr, wanted }: Wanted): Demand | null {
  if (expr.kind !== "compare" || expr.right.kind !== "literal") return null;
  return { subject: JSON.stringify(expr.left), op: wanted ? expr.op : OPPOSITE[expr.op], value: expr.right.value };
}

function meets(value: Scalar, { op, value: bound }: Demand): boolean {
  if (op === "==") return value === bound;
  if (op === "!=") return value !== bound;
  if (typeof value !== "number" || typeof bound !== "number") return true;
  return { "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound }[op];
}

/** Compared values are integers. */
function lowest({ op, value }: Demand): number {
  if (op === ">") return Number(value) + 1;
  return op === ">=" || op === "==" ? Number(value) : -Infinity;
}

function highest({ op, value }: Demand): number {
  if (op === "<") return Number(value) - 1;
  return op === "<=" || op === "==" ? Number(value) : Infinity;
}
