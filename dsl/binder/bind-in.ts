import type { InExpr, RangeExpr } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import type { Type } from "../types/type.ts";
import { mayBeMember } from "./bind-name.ts";
import { bindTyped, bindValue } from "./bind-value.ts";
import type { BoundCondition, BoundValue } from "./bound.ts";
import { mismatchFixes } from "./mismatch-fixes.ts";
import type { Scope } from "./scope.ts";

/** `x in 400..499`, `x in [a, b]`, `x in some_list`, `address in 10.0.0.0/8`; `not in` is the negation. */
export function bindIn({ operand, haystack, negated, span }: InExpr, scope: Scope): BoundCondition | null {
  const bound =
    haystack.kind === "range" ? bindRange(operand, haystack, scope) : bindMembership(operand, haystack, scope);
  if (bound === null) return null;
  const condition = { ...bound, span };
  return negated ? { kind: "not", operand: condition, span } : condition;
}

function bindRange(operandExpr: Expr, range: RangeExpr, scope: Scope): BoundCondition | null {
  const operand = bindValue(operandExpr, scope, null);
  if (operand === null) return null;
  if (operand.type.kind !== "int" && operand.type.kind !== "time" && operand.type.kind !== "duration") {
    scope.report(diagnostic("TC0203", operandExpr.span, { type: typeText(operand.type), op: ".." }));
    return null;
  }
  const low = bindTyped(range.low, scope, operand.type);
  const high = bindTyped(range.high, scope, operand.type);
  if (low === null || high === null) return null;
  if (low.kind === "literal" && high.kind === "literal" && low.value > high.value) {
    const text = { low: scope.env.text(range.low.span), high: scope.env.text(range.high.span) };
    const edits = [{ span: range.span, text: `${text.high}..${text.low}` }];
    scope.report(diagnostic("TC0214", range.span, text, { fixes: [{ title: "turn it round", edits }] }));
    return null;
  }
  return { kind: "in_range", operand, low, high, span: range.span };
}

function bindMembership(operandExpr: Expr, haystackExpr: Expr, scope: Scope): BoundCondition | null {
  const memberFirst = operandExpr.kind === "name" && mayBeMember(operandExpr.name, scope);
  if (memberFirst && haystackExpr.kind !== "list_literal") {
    const haystack = bindValue(haystackExpr, scope, null);
    const element = haystack?.type.kind === "list" ? haystack.type.element : null;
    return fit(bindValue(operandExpr, scope, element), haystack, haystackExpr, scope);
  }
  const operand = bindValue(operandExpr, scope, null);
  if (operand === null) return null;
  const expected = elementExpected(operand.type);
  return fit(operand, bindValue(haystackExpr, scope, expected), haystackExpr, scope);
}

/** Membership by equality; of an address in networks by containment. */
function fit(operand: BoundValue | null, haystack: BoundValue | null, expr: Expr, scope: Scope): BoundCondition | null {
  if (operand === null || haystack === null) return null;
  const list = operand.type.kind === "ip" && haystack.type.kind === "cidr" ? listOfOne(haystack) : haystack;
  if (list === null || list.type.kind !== "list") {
    const fixes = listFixes(operand, haystack, expr, scope);
    scope.report(diagnostic("TC0208", expr.span, { type: typeText(haystack.type) }, { fixes }));
    return null;
  }
  const { element } = list.type;
  const contained = operand.type.kind === "ip" && element.kind === "cidr";
  if (contained || sameType(operand.type, element)) return { kind: "in_list", operand, list, span: expr.span };
  const fixes = mismatchFixes(expr, operand.type);
  scope.report(
    diagnostic("TC0202", expr.span, { left: typeText(operand.type), right: typeText(list.type) }, { fixes }),
  );
  return null;
}

/** A range written with `-`, a part of a text, a value alone. */
function listFixes(operand: BoundValue, haystack: BoundValue, expr: Expr, scope: Scope): readonly Fix[] {
  const fix = (title: string, span: Span, text: string) => [{ title, edits: [{ span, text }] }];
  const { text } = scope.env;
  if (
    expr.kind === "arithmetic" &&
    expr.op === "-" &&
    expr.left.kind === "int_literal" &&
    expr.right.kind === "int_literal"
  ) {
    const range = `${text(expr.left.span)}..${text(expr.right.span)}`;
    return fix(`write \`${range}\``, expr.span, range);
  }
  if (operand.type.kind === "string" && haystack.type.kind === "string") {
    const span = { ...expr.span, start: operand.span.start };
    const written = text({ ...span, start: operand.span.end, end: expr.span.start });
    const contains = `${text(expr.span)} contains ${text(operand.span)}`;
    return written.trim() === "in" ? fix("write `contains`", span, contains) : [];
  }
  return sameType(operand.type, haystack.type) ? fix("a list of one", expr.span, `[${text(expr.span)}]`) : [];
}

function listOfOne(network: BoundValue): BoundValue | null {
  if (network.kind !== "literal") return null;
  const type: Type = { kind: "list", element: { kind: "cidr" } };
  return { kind: "list_literal", values: [network.value], type, optional: false, span: network.span };
}

function elementExpected(type: Type): Type | null {
  return type.kind === "list" || type.kind === "row" ? null : { kind: "list", element: type };
}
