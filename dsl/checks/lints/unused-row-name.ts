import { declarationExprs } from "../../ast/expr-children.ts";
import type { QuantifierExpr } from "../../ast/groups.ts";
import type { Name } from "../../ast/node.ts";
import { mentionsName, walkExprs } from "../../ast/walk-exprs.ts";
import { diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** `any event as e { .type == page_view }`: fields of the innermost row need no name. */
export function unusedRowName({ sources, text, report }: PackLintContext): void {
  for (const expr of walkExprs(sources.flatMap((file) => file.declarations.flatMap(declarationExprs)))) {
    if (expr.kind !== "quantifier" || expr.alias === null) continue;
    if (mentionsName(expr.body.conditions, expr.alias.text)) continue;
    const fixes = removal(expr, expr.alias, text);
    report(diagnostic("TC0623", expr.alias.span, { name: expr.alias.text }, { fixes }));
  }
}

/** A comment in between is somebody's. */
function removal({ row, by }: QuantifierExpr, alias: Name, text: PackLintContext["text"]): readonly Fix[] {
  const span = { ...alias.span, start: (by ?? row).span.end };
  return text(span).includes("#") ? [] : [{ title: "remove the name", edits: [{ span, text: "" }], safe: true }];
}
