import type { Expr } from "./expr.ts";

/** The direct operands of an expression, in source order. What an aggregate reads is not a child: it has its own rows. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "literal":
    case "list_ref":
    case "list_literal":
    case "attribute":
    case "user_field":
    case "row_field":
    case "aggregate":
    case "before":
      return [];
    case "tied":
      return expr.keys;
    case "arithmetic":
    case "coalesce":
    case "compare":
    case "overlaps":
      return [expr.left, expr.right];
    case "share":
      return [expr.kept, expr.all];
    case "call":
      return expr.args;
    case "map_lookup":
      return [expr.key];
    case "in_list":
      return [expr.operand, expr.list];
    case "text_test":
      return [expr.subject, expr.needle];
    case "matches":
      return [expr.subject];
    case "is":
    case "is_new":
    case "not":
      return [expr.operand];
    case "and":
    case "or":
      return expr.operands;
  }
}

/** Calls `visit` for the expression and everything below it, parents first. */
export function walk(expr: Expr, visit: (node: Expr) => void): void {
  visit(expr);
  for (const child of children(expr)) walk(child, visit);
}
