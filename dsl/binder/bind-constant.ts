import type { Expr } from "../ast/expr.ts";
import type { IntLiteral } from "../ast/literals.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";
import type { Type } from "../types/type.ts";
import { bindTyped, bindValue } from "./bind-value.ts";
import type { BoundLiteral } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** Binds an expression that must be known before any user is. `what` names it in the message. */
export function bindConstant(expr: Expr, scope: Scope, expected: Type | null, what: string): BoundLiteral | null {
  const value = bindValue(expr, scope, expected);
  if (value === null) return null;
  if (value.kind === "literal") return value;
  scope.report(diagnostic("TC0211", expr.span, { what }));
  return null;
}

/** A constant whole number from 1 to `max`: `last N`, `peak(N rows of …)`, `times N`. */
export function bindRowCount(expr: Expr, scope: Scope, what: string, max: number = LIMITS.rows): number | null {
  const value = bindTyped(expr, scope, { kind: "int" });
  if (value === null) return null;
  if (value.kind !== "literal" || typeof value.value !== "number") {
    scope.report(diagnostic("TC0211", expr.span, { what }));
    return null;
  }
  if (value.value >= 1 && value.value <= max) return value.value;
  scope.report(diagnostic("TC0403", expr.span, { what, value: value.value, max }));
  return null;
}

function reportUnitless({ value, span }: IntLiteral, scope: Scope): void {
  const units = [
    ["hours", "h"],
    ["minutes", "m"],
    ["days", "d"],
  ] as const;
  const fixes = units.map(([title, unit]) => ({ title, edits: [{ span, text: `${value}${unit}` }] }));
  scope.report(diagnostic("TC0009", span, { text: String(value) }, { fixes }));
}

/** A constant span of time, in milliseconds: `within D`, `peak(D of …)`. */
export function bindSpan(expr: Expr, scope: Scope, what = "`within`"): number | null {
  if (expr.kind === "int_literal") {
    reportUnitless(expr, scope);
    return null;
  }
  const value = bindTyped(expr, scope, { kind: "duration" });
  if (value === null) return null;
  if (value.kind !== "literal" || typeof value.value !== "number") {
    scope.report(diagnostic("TC0211", expr.span, { what }));
    return null;
  }
  if (value.value <= 0 || value.value > LIMITS.durationMs) {
    scope.report(diagnostic("TC0404", expr.span, { what }));
    return null;
  }
  const { spans } = scope.budget;
  spans.add(value.value);
  // reported once: the set keeps growing past the limit
  if (spans.size === LIMITS.spans + 1) scope.report(diagnostic("TC0407", expr.span, { limit: LIMITS.spans }));
  return value.value;
}
