import { fieldNames, fieldType } from "../../dsl/types/field-type.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { FIELDS, type SourceName } from "../../dsl/types/sources.ts";
import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan } from "../plan/plan.ts";
import { partsOf } from "../plan/reach.ts";

/** Every field of the catalogue, as `source.field`: what generated programs must read among them. */
export const ALL_FIELDS: readonly string[] = fieldsWhere((source) => !isPeerSource(source));

/** What programs about peers must read. */
export const PEER_FIELDS: readonly string[] = fieldsWhere(isPeerSource);

function fieldsWhere(wanted: (source: SourceName) => boolean): readonly string[] {
  return Object.keys(FIELDS)
    .filter((source): source is SourceName => Object.hasOwn(FIELDS, source))
    .filter(wanted)
    .flatMap((source) => fieldNames(source).map((field) => `${source}.${field}`));
}

/** The fields that a plan reads, those on the way to another row included. */
export function fieldCensus(plan: Plan): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (expr: Expr, row: SourceName): void =>
    walk(expr, (node) => {
      if (node.kind === "user_field") fieldsOn("user", node.path).forEach((field) => found.add(field));
      if (node.kind === "row_field") fieldsOn(row, node.path).forEach((field) => found.add(field));
    });
  for (const { when, except } of plan.rules) {
    visit(when, "user");
    if (except !== null) visit(except, "user");
  }
  for (const { value } of plan.attributes) if (value !== null) visit(value, "user");
  for (const aggregate of plan.aggregates) partsOf(aggregate).forEach((part) => visit(part, aggregate.source));
  return found;
}

function fieldsOn(from: SourceName, path: readonly string[]): readonly string[] {
  let source = from;
  return path.map((field) => {
    const name = `${source}.${field}`;
    const type = fieldType(source, field)?.type;
    if (type?.kind === "row") source = type.source;
    return name;
  });
}
