import { PREVIOUS } from "../../dsl/types/sources.ts";
import { walk } from "./children.ts";
import type { Expr } from "./expr.ts";
import type { PlanAggregate } from "./plan.ts";
import type { PlanIndex } from "./plan-index.ts";
import { partsOf } from "./reach.ts";
import { rowHistory } from "./row-history.ts";

/** A condition of a row, and what it is of all rows that tell something: a row of which it is otherwise tells nothing. */
export interface RowTest {
  readonly condition: Expr;
  readonly is: "true" | "not false" | "not true";
}

/** The rows that an aggregate can tell from rows that are not there; the conditions read nothing but the row. */
export interface TellingRows {
  readonly withinMs: number | null;
  readonly tests: readonly RowTest[];
}

/**
 * Which rows of a source must be read for some aggregates: those that tell one of them something. Null where that is every row,
 * since one of them numbers the rows, looks back along them, or asks nothing of a row alone.
 */
export function tellingRows(aggregates: readonly PlanAggregate[], index: PlanIndex): readonly TellingRows[] | null {
  const { previous, earlier } = rowHistory(aggregates.flatMap(partsOf));
  if (previous.length + earlier.length > 0) return null;
  const all = aggregates.map((aggregate) => tellingOne(aggregate, index));
  const telling = all.filter((rows) => rows !== null);
  return telling.length < all.length ? null : telling;
}

/** How far back from the judged moment rows may lie to tell any of the aggregates something, milliseconds; null where that has no end. */
export function tellingWithin(aggregates: readonly PlanAggregate[], index: PlanIndex): number | null {
  const telling = tellingRows(aggregates, index);
  if (telling === null) return null;
  const ends = telling.map(({ withinMs }) => withinMs ?? Infinity);
  const within = Math.max(0, ...ends);
  return Number.isFinite(within) ? within : null;
}

function tellingOne(aggregate: PlanAggregate, index: PlanIndex): TellingRows | null {
  const { fn, last, withinMs, where } = aggregate;
  if (last !== null || fn === "peak_rows" || fn === "sequence") return null;
  const asked: readonly RowTest[] = [
    ...operandsOf(where, "and").map((condition): RowTest => ({ condition, is: "true" })),
    ...decisive(aggregate),
  ];
  const tests = asked.filter(({ condition }) => readsRowAlone(condition, index));
  return withinMs === null && tests.length === 0 ? null : { withinMs, tests };
}

/** A quantifier learns nothing from a row that leaves it as it is of no rows. */
function decisive({ fn, value }: PlanAggregate): readonly RowTest[] {
  if (fn === "any") return operandsOf(value, "and").map((condition) => ({ condition, is: "not false" }));
  if (fn === "every") return operandsOf(value, "or").map((condition) => ({ condition, is: "not true" }));
  return [];
}

function operandsOf(expr: Expr | null, kind: "and" | "or"): readonly Expr[] {
  if (expr === null) return [];
  return expr.kind === kind ? expr.operands : [expr];
}

/** Neither the user's values, nor other rows, nor lists whose entries are not known yet. */
function readsRowAlone(condition: Expr, index: PlanIndex): boolean {
  let alone = true;
  walk(condition, (node) => {
    if (!standsOnRow(node, index)) alone = false;
  });
  return alone;
}

function standsOnRow(node: Expr, index: PlanIndex): boolean {
  switch (node.kind) {
    case "attribute":
    case "user_field":
    case "aggregate":
    case "tied":
    case "is_new":
      return false;
    case "row_field":
      return node.path[0] !== PREVIOUS;
    case "list_ref":
      return index.list(node.name).values !== null;
    default:
      return true;
  }
}
