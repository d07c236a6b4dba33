import type { BoundCondition, RowId } from "../../dsl/binder/bound.ts";
import { arithmeticInterval, clampSafe, type Interval, SAFE, union } from "../../dsl/binder/interval.ts";
import { callInterval, fieldInterval, literalInterval } from "../../dsl/binder/value-interval.ts";
import { children } from "./children.ts";
import type { Expr } from "./expr.ts";
import { createPlaceRecorder, type PlaceRecorder } from "./places.ts";
import type { PlanAggregate, PlanAttribute } from "./plan.ts";
import { partsOf } from "./reach.ts";

/** What lowering has collected so far. Aggregates are hash-consed: equal definitions are one aggregate. */
export interface Lowering {
  readonly aggregates: PlanAggregate[];
  readonly aggregateIds: Map<string, number>;
  readonly aggregateIntervals: Interval[];
  readonly attributes: Map<string, PlanAttribute>;
  readonly attributeIntervals: Map<string, Interval>;
  readonly places: PlaceRecorder;
  /** Values hold conditions (in `where`) and conditions values; the one direction is an import, the other this. */
  readonly condition: (node: BoundCondition, scope: Scope, lowering: Lowering) => Expr;
}

/** The row variable in scope; null outside of rows. */
export interface Scope {
  readonly row: RowId | null;
}

export function createLowering(condition: Lowering["condition"]): Lowering {
  return {
    aggregates: [],
    aggregateIds: new Map(),
    aggregateIntervals: [],
    attributes: new Map(),
    attributeIntervals: new Map(),
    places: createPlaceRecorder(),
    condition,
  };
}

/** The aggregate of that definition, made at its first mention. */
export function internAggregate(
  lowering: Lowering,
  definition: Omit<PlanAggregate, "id" | "level">,
  interval: Interval,
): PlanAggregate {
  const key = JSON.stringify(definition);
  const known = lowering.aggregateIds.get(key);
  if (known !== undefined) return aggregateOf(lowering, known);
  const level = 1 + Math.max(0, ...partsOf(definition).map((part) => levelOf(lowering, part)));
  const aggregate = { ...definition, id: lowering.aggregates.length, level };
  lowering.aggregates.push(aggregate);
  lowering.aggregateIds.set(key, aggregate.id);
  lowering.aggregateIntervals.push(interval);
  return aggregate;
}

/** The highest level among the aggregates and attributes that an expression reads. */
export function levelOf(lowering: Lowering, expr: Expr): number {
  const below = children(expr).map((child) => levelOf(lowering, child));
  const own =
    expr.kind === "attribute"
      ? attributeOf(lowering, expr.name).level
      : expr.kind === "aggregate" || expr.kind === "tied"
        ? aggregateOf(lowering, expr.id).level
        : 0;
  return Math.max(own, ...below);
}

export function attributeOf(lowering: Lowering, name: string): PlanAttribute {
  const attribute = lowering.attributes.get(name);
  if (attribute === undefined) throw new Error(`invariant: attribute ${name} is read before it is lowered`);
  return attribute;
}

function aggregateOf(lowering: Lowering, id: number): PlanAggregate {
  const aggregate = lowering.aggregates[id];
  if (aggregate === undefined) throw new Error(`invariant: no aggregate ${id}`);
  return aggregate;
}

/** A range that holds every present value of an expression of numbers. */
export function intervalOf(lowering: Lowering, expr: Expr): Interval {
  const of = (inner: Expr) => intervalOf(lowering, inner);
  switch (expr.kind) {
    case "literal":
      return literalInterval(expr.value);
    case "user_field":
    case "row_field":
      return fieldInterval(expr.type);
    case "attribute":
      return lowering.attributeIntervals.get(expr.name) ?? SAFE;
    case "aggregate":
    case "tied":
      return lowering.aggregateIntervals[expr.id] ?? SAFE;
    case "arithmetic":
      return clampSafe(arithmeticInterval(expr.op, of(expr.left), of(expr.right)));
    case "coalesce":
      return union(of(expr.left), of(expr.right));
    case "call":
      return callInterval(expr.fn, expr.args.map(of));
    default:
      return SAFE;
  }
}
