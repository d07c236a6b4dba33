import type { BoundAggregate, BoundCondition, BoundSelect, BoundValue } from "../../dsl/binder/bound.ts";
import { arithmeticInterval, clampSafe, FIELD_TIME, type Interval, isSafe, SAFE } from "../../dsl/binder/interval.ts";
import { aggregateInterval, rowsLookedAt } from "../../dsl/binder/value-interval.ts";
import { FUNCTIONS, type FunctionSpec } from "../../dsl/types/functions.ts";
import { ROW_CAP } from "../../dsl/types/sources.ts";
import type { Type } from "../../dsl/types/type.ts";
import type { Expr } from "./expr.ts";
import { attributeOf, internAggregate, intervalOf, type Lowering, type Scope } from "./lowering.ts";
import type { PlanAggregate } from "./plan.ts";

export function lowerValue(node: BoundValue, scope: Scope, lowering: Lowering): Expr {
  return lowering.places.record(node, () => valueExpr(node, scope, lowering));
}

function valueExpr(node: BoundValue, scope: Scope, lowering: Lowering): Expr {
  const { type } = node;
  switch (node.kind) {
    case "literal":
      return { kind: "literal", type, nullable: false, value: node.value };
    case "list_ref":
      return { kind: "list_ref", type, nullable: false, name: node.name };
    case "list_literal":
      return { kind: "list_literal", type, nullable: false, values: [...new Set(node.values)] };
    case "attribute_ref":
      return { kind: "attribute", type, nullable: attributeOf(lowering, node.name).nullable, name: node.name };
    case "row_field": {
      if (node.row === "user") return { kind: "user_field", type, nullable: node.optional, path: node.path };
      if (node.row !== scope.row) throw new Error(`invariant: ${node.path.join(".")} is read outside of its row`);
      return { kind: "row_field", type, nullable: node.optional, path: node.path };
    }
    case "negate": {
      const zero: Expr = { kind: "literal", type, nullable: false, value: 0 };
      return arithmetic("-", zero, lowerValue(node.operand, scope, lowering), type, lowering);
    }
    case "arithmetic": {
      const left = lowerValue(node.left, scope, lowering);
      const right = lowerValue(node.right, scope, lowering);
      return arithmetic(node.op, left, right, type, lowering);
    }
    case "coalesce": {
      const left = lowerValue(node.left, scope, lowering);
      const right = lowerValue(node.right, scope, lowering);
      return left.nullable ? { kind: "coalesce", type, nullable: right.nullable, left, right } : left;
    }
    case "call": {
      const args = node.args.map((arg) => lowerValue(arg, scope, lowering));
      const guard = node.fn === "days_since" && args.some((arg) => isFarFromToday(intervalOf(lowering, arg)));
      const spec: FunctionSpec = FUNCTIONS[node.fn];
      const nullable = spec.optional || guard || args.some((arg) => arg.nullable);
      return { kind: "call", type, nullable, fn: node.fn, args, guard };
    }
    case "map_lookup":
      return { kind: "map_lookup", type, nullable: true, map: node.map, key: lowerValue(node.key, scope, lowering) };
    case "aggregate":
      return lowerAggregate(node, scope, lowering);
  }
}

function arithmetic(
  op: "+" | "-" | "*" | "div" | "mod",
  left: Expr,
  right: Expr,
  type: Type,
  lowering: Lowering,
): Expr {
  const divisor = intervalOf(lowering, right);
  const guard = !isSafe(arithmeticInterval(op, intervalOf(lowering, left), divisor));
  const byZero = (op === "div" || op === "mod") && divisor.low <= 0 && divisor.high >= 0;
  return {
    kind: "arithmetic",
    type,
    nullable: left.nullable || right.nullable || guard || byZero,
    op,
    left,
    right,
    guard,
  };
}

/** The distance to the day that is judged may leave the safe integers. */
function isFarFromToday({ low, high }: Interval): boolean {
  return !isSafe({ low: low - FIELD_TIME.high, high: high - FIELD_TIME.low });
}

/** Rows that differ from the outer row are all that could, less those that are equal to it. */
function lowerAggregate(node: BoundAggregate, scope: Scope, lowering: Lowering): Expr {
  const { select, type } = node;
  const { differs } = select;
  if (differs === null) return aggregateExpr(node, scope, lowering);
  const rest = { ...select, differs: null };
  const comparable = { ...node, select: { ...rest, where: wherePresent(select.where, differs.inner) } };
  const equal = { ...node, select: { ...rest, ties: [...select.ties, differs] } };
  const left = aggregateExpr(comparable, scope, lowering);
  const right = aggregateExpr(equal, scope, lowering);
  return { kind: "arithmetic", type, nullable: false, op: "-", left, right, guard: false };
}

/** A row without the value differs from nothing. */
function wherePresent(where: BoundCondition | null, operand: BoundValue): BoundCondition | null {
  if (!operand.optional) return where;
  const { span } = operand;
  const present: BoundCondition = { kind: "is", present: true, operand, span };
  return where === null ? present : { kind: "and", operands: [where, present], span };
}

function aggregateExpr(node: BoundAggregate, scope: Scope, lowering: Lowering): Expr {
  const inner: Scope = { row: node.select.row };
  const value = node.value === null ? null : lowerValue(node.value, inner, lowering);
  const interval = aggregateInterval(node.fn, rowsLookedAt(node), value === null ? SAFE : intervalOf(lowering, value));
  const definition = {
    ...lowerSelect(node.select, lowering),
    fn: node.fn,
    value,
    window: node.window,
    sequence: null,
    type: node.type,
    nullable: isAggregateNullable(node, interval),
  };
  const { id, nullable } = internAggregate(lowering, definition, clampSafe(interval));
  const { mention } = lowering.places;
  if (node.select.ties.length === 0) return mention({ kind: "aggregate", type: node.type, nullable, id }, definition);
  if (node.select.outer !== scope.row) throw new Error("invariant: an aggregate is tied to a row that is not in scope");
  const keys = node.select.ties.map((tie) => lowerValue(tie.outer, scope, lowering));
  return mention({ kind: "tied", type: node.type, nullable, id, keys }, definition);
}

/** The rows of an aggregate or quantifier, in the terms of the plan. */
export function lowerSelect(
  select: BoundSelect,
  lowering: Lowering,
): Pick<PlanAggregate, "source" | "last" | "withinMs" | "where" | "ties"> {
  const inner: Scope = { row: select.row };
  return {
    source: select.source,
    last: select.last === null || select.last >= ROW_CAP ? null : select.last,
    withinMs: select.withinMs,
    where: select.where === null ? null : lowering.condition(select.where, inner, lowering),
    ties: select.ties.map((tie) => lowerValue(tie.inner, inner, lowering)),
  };
}

function isAggregateNullable({ fn }: BoundAggregate, interval: Interval): boolean {
  if (fn === "sum") return !isSafe(interval);
  return fn === "min" || fn === "max" || fn === "oldest" || fn === "newest";
}
