import type { SourceFile } from "../../ast/declaration.ts";
import { declarationExprs } from "../../ast/expr-children.ts";
import type { ListLiteral } from "../../ast/literals.ts";
import { walkExprs } from "../../ast/walk-exprs.ts";

/** Every list that is written out, wherever it stands. */
export function listLiterals(sources: readonly SourceFile[]): readonly ListLiteral[] {
  const exprs = walkExprs(sources.flatMap((file) => file.declarations.flatMap(declarationExprs)));
  return [...exprs].filter((expr) => expr.kind === "list_literal");
}
