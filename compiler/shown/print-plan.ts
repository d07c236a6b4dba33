import { typeText } from "../../dsl/types/type-text.ts";
import { children } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan, PlanAggregate, PlanSequence } from "../plan/plan.ts";
import { reach } from "../plan/reach.ts";
import { marked } from "./marks.ts";

type OriginOf = (expr: Expr) => number | null;

/** The plan of one rule as a tree to read: what it asks, then the aggregates and attributes that it needs, marked by origin. */
export function printPlan(plan: Plan, rule: string, originOf: OriginOf): string {
  const needed = reach(plan, { rules: [rule] });
  const lines: string[] = [];
  for (const { id, when, except } of needed.rules) {
    lines.push(`rule ${id}`, "  when", ...tree(when, "    ", originOf));
    if (except !== null) lines.push("  except", ...tree(except, "    ", originOf));
  }
  for (const { name, type, value } of needed.attributes) {
    lines.push("", `attribute ${name} : ${typeText(type)}`);
    lines.push(...(value === null ? ["  given"] : tree(value, "  ", originOf)));
  }
  for (const aggregate of needed.aggregates) lines.push("", ...aggregateLines(aggregate, originOf));
  return `${lines.join("\n")}\n`;
}

function tree(expr: Expr, indent: string, originOf: OriginOf): readonly string[] {
  return [
    indent + marked(headOf(expr), originOf(expr)),
    ...children(expr).flatMap((child) => tree(child, `${indent}  `, originOf)),
  ];
}

/** A node without its operands, which stand below it. */
function headOf(expr: Expr): string {
  switch (expr.kind) {
    case "literal":
      return JSON.stringify(expr.value);
    case "list_ref":
      return `list ${expr.name}`;
    case "list_literal":
      return JSON.stringify(expr.values);
    case "attribute":
      return `attribute ${expr.name}`;
    case "user_field":
      return `user.${expr.path.join(".")}`;
    case "row_field":
      return `.${expr.path.join(".")}`;
    case "aggregate":
    case "tied":
      return `${expr.kind} ${expr.id}`;
    case "arithmetic":
    case "compare":
      return expr.op;
    case "coalesce":
      return "??";
    case "call":
      return `${expr.fn}()`;
    case "map_lookup":
      return `map ${expr.map}`;
    case "share":
      return `share ${expr.op} ${expr.percent}%`;
    case "in_list":
      return expr.containment ? "in networks" : "in";
    case "overlaps":
      return "overlaps";
    case "text_test":
      return `${expr.op}${expr.anyOf ? " any of" : ""}${expr.ignoringCase ? " ignoring case" : ""}`;
    case "matches":
      return `matches /${expr.pattern}/${expr.ignoringCase ? " ignoring case" : ""}`;
    case "is":
      return expr.present ? "is present" : "is missing";
    case "is_new":
      return expr.withinMs === null ? "is new" : `is new within ${expr.withinMs} ms`;
    case "before":
      return `before ${new Date(expr.moment).toISOString()}`;
    case "not":
    case "and":
    case "or":
      return expr.kind;
  }
}

function aggregateLines(aggregate: PlanAggregate, originOf: OriginOf): readonly string[] {
  const { id, fn, source, last, withinMs, window, where, value, ties, sequence } = aggregate;
  const limits = [
    ...(last === null ? [] : [`newest ${last}`]),
    ...(withinMs === null ? [] : [`within ${withinMs} ms`]),
    ...(window === null ? [] : [`window ${window}`]),
  ];
  const part = (name: string, expr: Expr | null) =>
    expr === null ? [] : [`  ${name}`, ...tree(expr, "    ", originOf)];
  return [
    `aggregate ${id} : ${fn} of ${source}${limits.length === 0 ? "" : `, ${limits.join(", ")}`}`,
    ...ties.flatMap((tie) => part("tied by", tie)),
    ...part("where", where),
    ...part("value", value),
    ...(sequence === null ? [] : sequenceLines(sequence, part)),
  ];
}

function sequenceLines(
  { by, spanMs, steps, until }: PlanSequence,
  part: (name: string, expr: Expr | null) => readonly string[],
): readonly string[] {
  return [
    `  spanning ${spanMs} ms`,
    ...part("by", by),
    ...steps.flatMap(({ where, times }, i) => part(`step ${i + 1}${times === 1 ? "" : `, ${times} times`}`, where)),
    ...part("until", until),
  ];
}
