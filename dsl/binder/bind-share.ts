import type { ShareExpr } from "../ast/aggregates.ts";
import { FLIPPED, type CompareExpr, type CompareOp } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { BoundAggregate, BoundShare } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** True for a comparison that only `share` can be part of. */
export function isShareComparison({ left, right }: CompareExpr): boolean {
  return [left, right].map(bare).some(({ kind }) => kind === "share" || kind === "percent_literal");
}

/** `share(SRC) >= 80%`, either side first: two counts of one source, compared by cross-multiplication. */
export function bindShare({ op, left, right, span }: CompareExpr, scope: Scope): BoundShare | null {
  const [first, second] = [bare(left), bare(right)];
  if (first.kind === "share") return compared(first, op, second, span, scope);
  if (second.kind === "share") return compared(second, FLIPPED[op], first, span, scope);
  scope.report(diagnostic("TC0231", first.kind === "percent_literal" ? first.span : second.span, {}));
  return null;
}

function compared(
  share: ShareExpr,
  op: CompareOp,
  limit: Expr,
  span: BoundShare["span"],
  scope: Scope,
): BoundShare | null {
  const bound = scope.env.parts.select(share.source, scope);
  if (limit.kind !== "percent_literal") {
    if (limit.kind !== "error") reportLimit(share, limit, scope);
    return null;
  }
  if (bound === null) return null;
  const kept = countOf(bound.select, share);
  const all = countOf({ ...bound.select, where: null, ties: [], outer: null, differs: null }, share);
  return { kind: "share", op, kept, all, percent: Number(limit.value), span };
}

function countOf(select: BoundAggregate["select"], { span }: ShareExpr): BoundAggregate {
  return {
    kind: "aggregate",
    fn: "count",
    select,
    value: null,
    window: null,
    type: { kind: "int" },
    optional: false,
    span,
  };
}

/** A whole number was most likely meant as a percentage. */
function reportLimit(share: ShareExpr, limit: Expr, scope: Scope): void {
  const end = { ...limit.span, start: limit.span.end };
  const isPercentage = limit.kind === "int_literal" && limit.value <= 100n;
  const fixes = isPercentage ? [{ title: "a percentage", edits: [{ span: end, text: "%" }] }] : [];
  scope.report(diagnostic("TC0230", limit.kind === "share" ? share.span : limit.span, {}, { fixes }));
}

function bare(expr: Expr): Expr {
  return expr.kind === "paren" ? bare(expr.inner) : expr;
}
