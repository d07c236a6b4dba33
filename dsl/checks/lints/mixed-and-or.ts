import type { LogicalExpr } from "../../ast/conditions.ts";
import type { Expr } from "../../ast/expr.ts";
import { declarationExprs, exprChildren } from "../../ast/expr-children.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** `a or b and c` is read in two ways; parentheses say which one is meant. */
export function mixedAndOr({ sources, report }: LintContext): void {
  const open: Expr[] = sources.flatMap((file) => file.declarations.flatMap(declarationExprs));
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    if (expr.kind === "logical") reportMixed(expr, report);
    open.push(...exprChildren(expr));
  }
}

function reportMixed(expr: LogicalExpr, report: LintContext["report"]): void {
  for (const side of [expr.left, expr.right]) {
    if (side.kind !== "logical" || side.op === expr.op) continue;
    const edits = [
      { span: { ...side.span, end: side.span.start }, text: "(" },
      { span: { ...side.span, start: side.span.end }, text: ")" },
    ];
    report(diagnostic("TC0604", side.span, {}, { fixes: [{ title: "add parentheses", edits, safe: true }] }));
  }
}
