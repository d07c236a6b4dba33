import type { Expr } from "../ast/expr.ts";

/** Written so that it can be nothing but a condition; other expressions are conditions where their value is a `bool`. */
export function isCondition(expr: Expr): boolean {
  switch (expr.kind) {
    case "compare":
    case "in":
    case "text_test":
    case "matches":
    case "is":
    case "is_new":
    case "not":
    case "logical":
    case "group":
    case "quantifier":
    case "sequence":
      return true;
    default:
      return false;
  }
}
