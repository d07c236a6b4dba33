import type { Span } from "../../dsl/ast/node.ts";
import { children } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { PlacedPlan } from "../plan/lower.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { indexPlan } from "../plan/plan-index.ts";
import { partsOf } from "../plan/reach.ts";

/** Which part of a rule each expression comes from that the rule makes the targets compute. */
export interface RuleOrigins {
  /** Parts of the rule's own text, outer ones before those that they hold. */
  readonly spans: readonly Span[];
  /** An index of `spans`; null for what the rule does not ask for. */
  readonly of: (expr: Expr) => number | null;
}

/**
 * The parts of one rule and what comes from them. What stands in the body of an attribute, or of a `define`, comes from
 * the rule's mention of it; the first mention counts where there are several.
 *
 * @throws when the plan has no such rule.
 */
export function ruleOrigins({ plan, places }: PlacedPlan, id: string, declared: Span): RuleOrigins {
  const rule = plan.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`invariant: the plan has no rule ${id}`);
  const index = indexPlan(plan);
  const spans: Span[] = [];
  const numbers = new Map<string, number>();
  const origins = new Map<Expr, number>();

  const numberOf = (span: Span): number => {
    const key = `${span.start} ${span.end}`;
    const known = numbers.get(key) ?? spans.push(span) - 1;
    numbers.set(key, known);
    return known;
  };
  const isOwn = (span: Span | undefined): span is Span =>
    span !== undefined && span.file === declared.file && span.start >= declared.start && span.end <= declared.end;

  /** `from`: the part that asks for it. `mention`: the same expression as the rule wrote it, where the plan shares another's. */
  const visit = (expr: Expr, from: number | null, mention: Expr = expr): void => {
    const place = places.of(mention);
    const span = [place?.span, place?.via ?? undefined].find(isOwn);
    const origin = span === undefined ? from : numberOf(span);
    if (origins.has(expr)) return;
    if (origin !== null) origins.set(expr, origin);
    const written = children(mention);
    children(expr).forEach((child, i) => visit(child, origin, written[i]));
    if (expr.kind === "attribute") {
      const { value } = index.attribute(expr.name);
      if (value !== null) visit(value, origin);
    }
    if (expr.kind === "aggregate" || expr.kind === "tied") visitAggregate(index.aggregate(expr.id), origin, mention);
  };
  const visitAggregate = (aggregate: PlanAggregate, origin: number | null, mention: Expr): void => {
    const written = places.parts(mention);
    const mentions = written === null ? [] : partsOf({ sequence: null, ...written });
    partsOf(aggregate).forEach((part, i) => visit(part, origin, mentions[i]));
  };

  visit(rule.when, null);
  if (rule.except !== null) visit(rule.except, null);
  return { spans, of: (expr) => origins.get(expr) ?? null };
}
