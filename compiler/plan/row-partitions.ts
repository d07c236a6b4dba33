import { walk } from "./children.ts";
import type { Plan, PlanAggregate } from "./plan.ts";
import { partsOf, reach, type Wanted } from "./reach.ts";

/**
 * The ways in which a statement must sort the rows of users beyond each user's own order: by every field that is asked whether it
 * `is new`, by the keys of a tied `peak`, by the key of a `sequence`, and by each of its steps that takes several rows. Named, so
 * that rules who ask the same need it once.
 */
export function rowPartitions(plan: Plan, wanted: Wanted): ReadonlySet<string> {
  return new Set(reach(plan, wanted).aggregates.flatMap(partitionsOf));
}

function partitionsOf(aggregate: PlanAggregate): readonly string[] {
  const { id, source, fn, ties, sequence } = aggregate;
  const found: string[] = [];
  for (const part of partsOf(aggregate)) {
    walk(part, (node) => {
      if (node.kind === "is_new") found.push(`${source}.${node.operand.path.join(".")}`);
    });
  }
  if (ties.length > 0 && (fn === "peak_rows" || fn === "peak_span")) found.push(`${source} by ${JSON.stringify(ties)}`);
  if (sequence === null) return found;
  const repeated = sequence.steps.flatMap(({ times }, step) => (times > 1 ? [`sequence ${id} step ${step}`] : []));
  return [...found, ...(sequence.by === null ? [] : [`sequence ${id}`]), ...repeated];
}
