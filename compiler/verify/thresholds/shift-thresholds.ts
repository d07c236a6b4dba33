import type {
  BoundAggregate,
  BoundCompare,
  BoundCondition,
  BoundSelect,
  BoundSequence,
  BoundValue,
} from "../../../dsl/binder/bound.ts";
import { lift, liftEach, type Shift, shiftNumber } from "./shift.ts";

/** The condition with each of its thresholds shifted by the smallest step, one at a time, up and down. */
export function shiftCondition(condition: BoundCondition): readonly Shift<BoundCondition>[] {
  switch (condition.kind) {
    case "truth":
      return lift(shiftValue(condition.value), (value) => ({ ...condition, value }));
    case "compare":
      return [...shiftComparison(condition), ...shiftSides(condition)];
    case "share":
      return [
        ...lift(shiftNumber(condition.percent, condition.span, { unit: "%" }), (percent) => ({
          ...condition,
          percent,
        })),
        ...lift(shiftAggregate(condition.kept), (kept) => {
          // the rows of both are written once
          const select = { ...condition.all.select, withinMs: kept.select.withinMs };
          return { ...condition, kept, all: { ...condition.all, select } };
        }),
      ];
    case "in_range":
      return [
        ...lift(shiftValue(condition.operand), (operand) => ({ ...condition, operand })),
        ...lift(shiftLimit(condition.low), (low) => ({ ...condition, low })),
        ...lift(shiftLimit(condition.high), (high) => ({ ...condition, high })),
      ];
    case "in_list":
      return lift(shiftValue(condition.operand), (operand) => ({ ...condition, operand }));
    case "overlaps":
      return shiftSides(condition);
    case "text_test":
    case "matches":
      return lift(shiftValue(condition.subject), (subject) => ({ ...condition, subject }));
    case "is":
      return lift(shiftValue(condition.operand), (operand) => ({ ...condition, operand }));
    case "is_new": {
      const { withinMs, span } = condition;
      return withinMs === null
        ? []
        : lift(shiftNumber(withinMs, span, { unit: "ms", least: 1 }), (ms) => ({ ...condition, withinMs: ms }));
    }
    case "before":
      return [];
    case "not":
      return lift(shiftCondition(condition.operand), (operand) => ({ ...condition, operand }));
    case "and":
    case "or":
      return lift(liftEach(condition.operands, shiftCondition), (operands) => ({ ...condition, operands }));
    case "quantifier":
      return [
        ...lift(shiftSelect(condition.select, condition), (select) => ({ ...condition, select })),
        ...lift(shiftCondition(condition.body), (body) => ({ ...condition, body })),
      ];
    case "sequence":
      return shiftSequence(condition);
  }
}

/** The written number, or what stands on the right: a limit that is computed is shifted all the same. */
function shiftComparison(condition: BoundCompare): readonly Shift<BoundCompare>[] {
  const { op, left, right } = condition;
  const isOrder = op !== "==" && op !== "!=";
  if (isNumber(right)) return lift(shiftLimit(right), (limit) => ({ ...condition, right: limit }));
  if (isNumber(left)) return lift(shiftLimit(left), (limit) => ({ ...condition, left: limit }));
  return isOrder ? lift(shiftLimit(right), (limit) => ({ ...condition, right: limit })) : [];
}

function shiftSides<T extends { readonly left: BoundValue; readonly right: BoundValue }>(
  sides: T,
): readonly Shift<T>[] {
  return [
    ...lift(shiftValue(sides.left), (left) => ({ ...sides, left })),
    ...lift(shiftValue(sides.right), (right) => ({ ...sides, right })),
  ];
}

function shiftSequence(condition: BoundSequence): readonly Shift<BoundSequence>[] {
  const { select, spanMs, steps, until, span } = condition;
  const shiftStep = (step: (typeof steps)[number]) => [
    ...lift(shiftNumber(step.times, step.condition.span, { unit: " row", least: 1 }), (times) => ({ ...step, times })),
    ...lift(shiftCondition(step.condition), (inner) => ({ ...step, condition: inner })),
  ];
  return [
    ...lift(shiftSelect(select, condition), (shifted) => ({ ...condition, select: shifted })),
    ...lift(shiftNumber(spanMs, span, { unit: "ms", least: 1 }), (ms) => ({ ...condition, spanMs: ms })),
    ...lift(liftEach(steps, shiftStep), (shifted) => ({ ...condition, steps: shifted })),
    ...(until === null
      ? []
      : lift(shiftCondition(until.condition), (inner) => ({ ...condition, until: { ...until, condition: inner } }))),
  ];
}

/** The limit itself one up and one down. */
function shiftLimit(limit: BoundValue): readonly Shift<BoundValue>[] {
  const unit = limit.type.kind === "int" ? "" : "ms";
  if (isNumber(limit)) return lift(shiftNumber(limit.value, limit.span, { unit }), (value) => ({ ...limit, value }));
  const one = (value: number): BoundValue => ({
    kind: "literal",
    value,
    type: { kind: limit.type.kind === "int" ? "int" : "duration" },
    optional: false,
    span: limit.span,
  });
  return lift(shiftNumber(0, limit.span, { unit }), (offset) => ({
    kind: "arithmetic",
    op: "+",
    left: limit,
    right: one(offset),
    type: limit.type,
    optional: limit.optional,
    span: limit.span,
  }));
}

function isNumber(value: BoundValue): value is BoundValue & { readonly kind: "literal"; readonly value: number } {
  return value.kind === "literal" && typeof value.value === "number";
}

/** The value with each of the thresholds inside it shifted: the spans and rows of its aggregates, and what those compare with. */
export function shiftValue(value: BoundValue): readonly Shift<BoundValue>[] {
  switch (value.kind) {
    case "literal":
    case "list_ref":
    case "list_literal":
    case "attribute_ref":
    case "row_field":
      return [];
    case "negate":
      return lift(shiftValue(value.operand), (operand) => ({ ...value, operand }));
    case "arithmetic":
    case "coalesce":
      return [
        ...lift(shiftValue(value.left), (left) => ({ ...value, left })),
        ...lift(shiftValue(value.right), (right) => ({ ...value, right })),
      ];
    case "call":
      return lift(liftEach(value.args, shiftValue), (args) => ({ ...value, args }));
    case "map_lookup":
      return lift(shiftValue(value.key), (key) => ({ ...value, key }));
    case "aggregate":
      return shiftAggregate(value);
  }
}

function shiftAggregate(aggregate: BoundAggregate): readonly Shift<BoundAggregate>[] {
  const { fn, window, span } = aggregate;
  const unit = fn === "peak_rows" ? " row" : "ms";
  return [
    ...lift(shiftSelect(aggregate.select, aggregate), (select) => ({ ...aggregate, select })),
    ...(window === null
      ? []
      : shiftNumber(window, span, { unit, least: 1 }).map(({ tree, ...rest }) => ({
          ...rest,
          tree: { ...aggregate, window: tree },
        }))),
    ...(aggregate.value === null ? [] : lift(shiftValue(aggregate.value), (inner) => ({ ...aggregate, value: inner }))),
  ];
}

/** `last N` is how much is looked at, not from where on something counts: it stays. */
function shiftSelect(select: BoundSelect, { span }: Pick<BoundAggregate, "span">): readonly Shift<BoundSelect>[] {
  const { withinMs, where } = select;
  return [
    ...(withinMs === null
      ? []
      : lift(shiftNumber(withinMs, span, { unit: "ms", least: 1 }), (ms) => ({ ...select, withinMs: ms }))),
    ...(where === null ? [] : lift(shiftCondition(where), (shifted) => ({ ...select, where: shifted }))),
  ];
}
