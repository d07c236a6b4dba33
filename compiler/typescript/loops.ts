import type { PlanAggregate } from "../plan/plan.ts";
import type { Reach } from "../plan/reach.ts";
import type { PlanAttribute } from "../plan/plan.ts";
import type { Loop } from "./emit-loop.ts";

/** What is computed before the rules, in order: loops and attributes, each reading only what stands before. */
export type Step =
  { readonly kind: "loop"; readonly loop: Loop } | { readonly kind: "attribute"; readonly attribute: PlanAttribute };

/** All aggregates of one source, level and set of tie keys share a loop. */
export function stepsOf({ aggregates, attributes }: Reach): readonly Step[] {
  const levels = Math.max(0, ...aggregates.map(({ level }) => level), ...attributes.map(({ level }) => level));
  const steps: Step[] = [];
  for (let level = 0; level <= levels; level++) {
    const loops = loopsOf(aggregates.filter((aggregate) => aggregate.level === level));
    steps.push(...loops.map((loop): Step => ({ kind: "loop", loop })));
    const own = attributes.filter((attribute) => attribute.level === level);
    steps.push(...own.map((attribute): Step => ({ kind: "attribute", attribute })));
  }
  return steps;
}

function loopsOf(aggregates: readonly PlanAggregate[]): readonly Loop[] {
  const loops = new Map<
    string,
    { source: PlanAggregate["source"]; ties: PlanAggregate["ties"]; aggregates: PlanAggregate[] }
  >();
  for (const aggregate of aggregates) {
    const { source, ties } = aggregate;
    const key = JSON.stringify([source, ties]);
    const loop = loops.get(key);
    if (loop === undefined) loops.set(key, { source, ties, aggregates: [aggregate] });
    else loop.aggregates.push(aggregate);
  }
  return [...loops.values()];
}
