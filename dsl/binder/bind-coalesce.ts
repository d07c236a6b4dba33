import type { CoalesceExpr } from "../ast/operators.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Type } from "../types/type.ts";
import { bindTyped, bindValue } from "./bind-value.ts";
import type { BoundCoalesce } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `x ?? default`: values of one type; missing only when both sides are. */
export function bindCoalesce(expr: CoalesceExpr, scope: Scope, expected: Type | null): BoundCoalesce | null {
  const left = bindValue(expr.left, scope, expected);
  if (left === null) return null;
  const right = bindTyped(expr.right, scope, left.type);
  if (right === null) return null;
  if (!left.optional) scope.report(diagnostic("TC0605", expr.left.span, { value: scope.env.text(expr.left.span) }));
  return { kind: "coalesce", left, right, type: left.type, optional: left.optional && right.optional, span: expr.span };
}
