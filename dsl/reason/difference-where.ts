import type { CompareOp } from "../ast/conditions.ts";
import { complement, numbers, span, type Values } from "./values.ts";

/** What `left - right` is where `left op right` is true. */
export function differenceWhere(op: CompareOp): Values {
  switch (op) {
    case "==":
      return numbers([0]);
    case "!=":
      return complement(numbers([0]));
    case "<":
      return span(Number.NEGATIVE_INFINITY, -1);
    case "<=":
      return span(Number.NEGATIVE_INFINITY, 0);
    case ">":
      return span(1, Number.POSITIVE_INFINITY);
    case ">=":
      return span(0, Number.POSITIVE_INFINITY);
  }
}
