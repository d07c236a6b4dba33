import { walk } from "../../plan/children.ts";
import type { Expr } from "../../plan/expr.ts";
import type { Plan } from "../../plan/plan.ts";

/** All durations that a plan counts back or compares with, in milliseconds. */
export function spansOfPlan({ aggregates, attributes, rules }: Plan): readonly number[] {
  const spans = new Set<number>();
  const read = (expr: Expr | null) => {
    if (expr === null) return;
    walk(expr, (node) => {
      if (node.kind === "literal" && node.type.kind === "duration" && typeof node.value === "number")
        spans.add(node.value);
    });
  };
  for (const { when, except } of rules) [when, except].forEach(read);
  for (const { value } of attributes) read(value);
  for (const { fn, withinMs, window, where, value, sequence } of aggregates) {
    if (withinMs !== null) spans.add(withinMs);
    if (window !== null && fn === "peak_span") spans.add(window);
    [where, value].forEach(read);
    if (sequence === null) continue;
    spans.add(sequence.spanMs);
    [...sequence.steps.map((step) => step.where), sequence.until].forEach(read);
  }
  return [...spans];
}
