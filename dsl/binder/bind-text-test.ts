import type { TextTestExpr } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import { bindTyped, bindValue } from "./bind-value.ts";
import type { BoundCondition, BoundValue } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `contains`, `starts with`, `ends with` of strings; `LIST contains x`; `LIST overlaps LIST`. */
export function bindTextTest(expr: TextTestExpr, scope: Scope): BoundCondition | null {
  const left = bindValue(expr.left, scope, null);
  if (left === null) return null;
  if (expr.op === "overlaps") return bindOverlaps(left, expr, scope);
  if (left.type.kind === "list" && expr.op === "contains") return bindListContains(left, expr, scope);
  if (left.type.kind !== "string") {
    scope.report(diagnostic("TC0201", expr.left.span, { expected: "string", found: typeText(left.type) }));
    return null;
  }
  const needle = expr.anyOf
    ? bindTyped(expr.right, scope, { kind: "list", element: { kind: "string" } })
    : bindTyped(expr.right, scope, { kind: "string" });
  if (needle === null || isEmptyNeedle(needle, expr.right, scope)) return null;
  const { op, anyOf, ignoringCase, span } = expr;
  return { kind: "text_test", op, anyOf, ignoringCase, subject: left, needle, span };
}

function bindListContains(list: BoundValue, expr: TextTestExpr, scope: Scope): BoundCondition | null {
  if (list.type.kind !== "list") return null;
  if (expr.anyOf || expr.ignoringCase) {
    const word = expr.anyOf ? "any of" : "ignoring case";
    scope.report(
      diagnostic("TC0219", expr.span, { type: word, where: "after a list; two lists are compared with `overlaps`" }),
    );
    return null;
  }
  const operand = bindTyped(expr.right, scope, list.type.element);
  return operand && { kind: "in_list", operand, list, span: expr.span };
}

function bindOverlaps(left: BoundValue, expr: TextTestExpr, scope: Scope): BoundCondition | null {
  if (left.type.kind !== "list") {
    scope.report(diagnostic("TC0201", expr.left.span, { expected: "list<…>", found: typeText(left.type) }));
    return null;
  }
  const right = bindValue(expr.right, scope, left.type);
  if (right === null) return null;
  if (sameType(left.type, right.type)) return { kind: "overlaps", left, right, span: expr.span };
  scope.report(diagnostic("TC0202", expr.span, { left: typeText(left.type), right: typeText(right.type) }));
  return null;
}

function isEmptyNeedle(needle: BoundValue, expr: Expr, scope: Scope): boolean {
  const empty =
    (needle.kind === "literal" && needle.value === "") ||
    (needle.kind === "list_literal" && needle.values.includes(""));
  if (empty) scope.report(diagnostic("TC0210", expr.span, {}));
  return empty;
}
