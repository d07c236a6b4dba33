import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import { sameType } from "../types/same-type.ts";
import type { Type } from "../types/type.ts";
import type { BoundValue } from "./bound.ts";
import { keyField } from "./row-ref.ts";
import type { Operand, RowRef, Scope } from "./scope.ts";

/** Binds an expression that must be a value. */
export function bindValue(expr: Expr, scope: Scope, expected: Type | null): BoundValue | null {
  return requireValue(scope.env.parts.operand(expr, scope, expected), scope);
}

/** Binds an expression that must be a value of exactly this type. */
export function bindTyped(expr: Expr, scope: Scope, expected: Type): BoundValue | null {
  const value = bindValue(expr, scope, expected);
  if (value === null || sameType(value.type, expected)) return value;
  scope.report(diagnostic("TC0201", expr.span, { expected: typeText(expected), found: typeText(value.type) }));
  return null;
}

export function requireValue(operand: Operand | null, scope: Scope): BoundValue | null {
  if (operand === null) return null;
  if (operand.kind === "value") return operand.value;
  reportRow(operand.ref, scope);
  return null;
}

function reportRow(ref: RowRef, scope: Scope): void {
  const field = keyField(ref.source);
  const fix = {
    title: `ask for \`.${field}\``,
    edits: [{ span: { ...ref.span, start: ref.span.end }, text: `.${field}` }],
  };
  scope.report(diagnostic("TC0207", ref.span, { row: scope.env.text(ref.span), field }, { fixes: [fix] }));
}
