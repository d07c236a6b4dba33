import type { LogicalExpr } from "../../ast/conditions.ts";
import { declarationExprs } from "../../ast/expr-children.ts";
import { walkExprs } from "../../ast/walk-exprs.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** `a or b and c` is read in two ways; parentheses say which one is meant. */
export function mixedAndOr({ sources, report }: LintContext): void {
  for (const expr of walkExprs(sources.flatMap((file) => file.declarations.flatMap(declarationExprs))))
    if (expr.kind === "logical") reportMixed(expr, report);
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
