import { fieldSpec, fieldType } from "../../dsl/types/field-type.ts";
import { SOURCES, type SourceName } from "../../dsl/types/sources.ts";
import { walk } from "./children.ts";
import type { Expr } from "./expr.ts";
import type { Plan, PlanAggregate } from "./plan.ts";
import { partsOf, reach, type Wanted } from "./reach.ts";
import { rowHistory } from "./row-history.ts";

/**
 * The fields behind rules and attributes that are known only as they are stored now (`ips.user_count`), by name: a question
 * about a past moment is answered with what they are today.
 */
export function currentFields(plan: Plan, wanted: Wanted): readonly string[] {
  const { rules, attributes, aggregates } = reach(plan, wanted);
  const found = new Set<string>();
  const read = (expr: Expr, row: SourceName | null): void =>
    walk(expr, (node) => {
      if (node.kind === "user_field") addPath("user", node.path, found);
      if (node.kind === "row_field" && row !== null) addPath(row, node.path, found);
    });
  for (const { when, except } of rules) {
    read(when, null);
    if (except !== null) read(except, null);
  }
  for (const { value } of attributes) if (value !== null) read(value, null);
  for (const aggregate of aggregates) {
    for (const part of partsOf(aggregate)) read(part, aggregate.source);
    if (readsOrder(aggregate)) addPath(aggregate.source, [SOURCES[aggregate.source].clock], found);
  }
  return [...found].toSorted();
}

/** Whether it matters which rows are the newest. */
function readsOrder(aggregate: PlanAggregate): boolean {
  const { last, withinMs, fn } = aggregate;
  const { previous, earlier } = rowHistory(partsOf(aggregate));
  if (last !== null || withinMs !== null || previous.length + earlier.length > 0) return true;
  return fn === "newest" || fn === "oldest" || fn === "peak_rows" || fn === "peak_span" || fn === "sequence";
}

/** Every step of a path: where the latest e-mail is asked for its domain, which one is the latest is known only now. */
function addPath(from: SourceName, path: readonly string[], found: Set<string>): void {
  let source = from;
  for (const field of path) {
    if (fieldSpec(source, field)?.known === "current") found.add(`${source}.${field}`);
    const type = fieldType(source, field)?.type;
    if (type?.kind !== "row") return;
    source = type.source;
  }
}
