import type { Expr } from "./expr.ts";
import { exprChildren } from "./expr-children.ts";

/** The expressions and all that is inside them, in no promised order. */
export function* walkExprs(roots: readonly Expr[]): Generator<Expr, void> {
  const open = [...roots];
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    yield expr;
    open.push(...exprChildren(expr));
  }
}

/** Whether a parameter or a row is asked for by its name. */
export function mentionsName(roots: readonly Expr[], name: string): boolean {
  for (const expr of walkExprs(roots)) if (expr.kind === "name" && expr.name === name) return true;
  return false;
}
