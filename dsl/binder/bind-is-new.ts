import type { IsNewExpr } from "../ast/conditions.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { bindSpan } from "./bind-constant.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundIsNew } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `.ip.country is new within 90d`: of a field of a row, which has rows before it. */
export function bindIsNew({ operand: expr, within, span }: IsNewExpr, scope: Scope): BoundIsNew | null {
  const operand = bindValue(expr, scope, null);
  const withinMs = within === null ? null : (bindSpan(within, scope, "`is new within`") ?? undefined);
  if (operand === null || withinMs === undefined) return null;
  if (operand.kind === "row_field" && operand.row !== "user") return { kind: "is_new", operand, withinMs, span };
  scope.report(diagnostic("TC0233", expr.span, { text: scope.env.text(expr.span) }));
  return null;
}
