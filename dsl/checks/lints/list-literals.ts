import type { SourceFile } from "../../ast/declaration.ts";
import type { Expr } from "../../ast/expr.ts";
import { declarationExprs, exprChildren } from "../../ast/expr-children.ts";
import type { ListLiteral } from "../../ast/literals.ts";

/** Every list that is written out, wherever it stands. */
export function listLiterals(sources: readonly SourceFile[]): readonly ListLiteral[] {
  const found: ListLiteral[] = [];
  const open: Expr[] = sources.flatMap((file) => file.declarations.flatMap(declarationExprs));
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    if (expr.kind === "list_literal") found.push(expr);
    open.push(...exprChildren(expr));
  }
  return found;
}
