import type { CompareExpr, CompareOp } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import { mayBeMember } from "./bind-name.ts";
import { bindValue } from "./bind-value.ts";
import { bindShare, isShareComparison } from "./bind-share.ts";
import type { BoundCompare, BoundShare, BoundValue } from "./bound.ts";
import { boundKey } from "./bound-key.ts";
import { isCondition } from "./is-condition.ts";
import { isNull } from "./foreign-names.ts";
import { mismatchFixes } from "./mismatch-fixes.ts";
import type { Scope } from "./scope.ts";

/** `left op right` of one type; only integers, times and durations have an order. */
export function bindCompare(expr: CompareExpr, scope: Scope): BoundCompare | BoundShare | null {
  if (isShareComparison(expr)) return bindShare(expr, scope);
  const nulled = nullSide(expr, scope);
  if (nulled !== null) {
    scope.report(nulled);
    return null;
  }
  const truth = truthSide(expr, scope);
  if (truth !== null) {
    scope.report(truth);
    return null;
  }
  const { left, right } = bindPair(expr.left, expr.right, scope);
  if (left === null || right === null) return null;
  const { op, span } = expr;
  if (!sameType(left.type, right.type) || left.type.kind === "list") {
    const fixes = [...mismatchFixes(expr.right, left.type), ...mismatchFixes(expr.left, right.type)];
    scope.report(diagnostic("TC0202", span, { left: typeText(left.type), right: typeText(right.type) }, { fixes }));
    return null;
  }
  if (isOrder(op) && !hasOrder(left)) {
    scope.report(diagnostic("TC0203", span, { type: typeText(left.type), op }));
    return null;
  }
  if (left.kind !== "literal" && boundKey(left) === boundKey(right)) {
    scope.report(diagnostic("TC0209", span, { text: scope.env.text(expr.left.span) }));
    return null;
  }
  return { kind: "compare", op, left, right, span };
}

/** `x == null`: what other languages compare with is asked for here. */
function nullSide({ left, right, op, span }: CompareExpr, scope: Scope): Diagnostic | null {
  const [name, other] = isNullName(right, scope) ? [right, left] : [left, right];
  if (!isNullName(name, scope) || (op !== "==" && op !== "!=")) return null;
  const value = scope.env.text(other.span);
  const negated = op === "!=";
  const text = `${value} is ${negated ? "present" : "missing"}`;
  const fixes = [{ title: `write \`${text}\``, edits: [{ span, text }] }];
  return diagnostic("TC0118", name.span, { name: scope.env.text(name.span), value, negated }, { fixes });
}

/** `(a > 3) == true`: a condition is asked, not compared. */
function truthSide({ left, right, op, span }: CompareExpr, scope: Scope): Diagnostic | null {
  const [literal, other] = right.kind === "bool_literal" ? [right, left] : [left, right];
  const condition = withoutParens(other);
  if (literal.kind !== "bool_literal" || !isCondition(condition) || isOrder(op)) return null;
  const text = scope.env.text(condition.span);
  const fixes =
    literal.value === (op === "==")
      ? [{ title: "ask it alone", edits: [{ span, text }] }]
      : [{ title: "negate it", edits: [{ span, text: `not (${text})` }] }];
  return diagnostic("TC0204", condition.span, {}, { fixes });
}

function withoutParens(expr: Expr): Expr {
  return expr.kind === "paren" ? withoutParens(expr.inner) : expr;
}

function isNullName(expr: Expr, scope: Scope): boolean {
  return (
    expr.kind === "name" && isNull(expr.name) && !scope.params.has(expr.name) && !scope.env.symbols.named.has(expr.name)
  );
}

/** Binds both sides; a bare member takes its enumeration from the other side. */
function bindPair(leftExpr: Expr, rightExpr: Expr, scope: Scope) {
  if (leftExpr.kind === "name" && mayBeMember(leftExpr.name, scope) && rightExpr.kind !== "name") {
    const right = bindValue(rightExpr, scope, null);
    return { left: bindValue(leftExpr, scope, right?.type ?? null), right };
  }
  const left = bindValue(leftExpr, scope, null);
  // after an error on the left nothing can be said about a bare member on the right
  if (left === null && rightExpr.kind === "name") return { left, right: null };
  return { left, right: bindValue(rightExpr, scope, left?.type ?? null) };
}

function isOrder(op: CompareOp): boolean {
  return op !== "==" && op !== "!=";
}

function hasOrder({ type }: BoundValue): boolean {
  return type.kind === "int" || type.kind === "time" || type.kind === "duration";
}
