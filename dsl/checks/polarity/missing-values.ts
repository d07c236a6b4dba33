import { mayFail } from "../../binder/may-fail.ts";
import { keysOf, operandsOf } from "../../binder/bound-children.ts";
import type { AttributeIntervals } from "../../binder/value-interval.ts";
import type { BoundCondition, BoundRowField, BoundSelect, BoundValue } from "../../binder/bound.ts";
import { fieldType } from "../../types/field-type.ts";
import { FUNCTIONS, type FunctionSpec } from "../../types/functions.ts";
import { PREVIOUS, type SourceName } from "../../types/sources.ts";
import { fieldKey, guardsWithin, isGuarded, type Guards } from "./guards.ts";

/** The parts of a value that may be missing and make it so, in source order. */
export function missingParts(value: BoundValue, guards: Guards, attributes: AttributeIntervals): readonly BoundValue[] {
  if (!value.optional || isGuarded(value, guards)) return [];
  const of = (inner: BoundValue) => missingParts(inner, guards, attributes);
  switch (value.kind) {
    case "row_field":
      return isFieldPresent(value, guards) ? [] : [value];
    case "negate":
      return of(value.operand);
    case "arithmetic": {
      const inner = [...of(value.left), ...of(value.right)];
      return inner.length === 0 && mayFail(value, attributes) ? [value] : inner;
    }
    case "coalesce":
      return of(value.left).length === 0 ? [] : of(value.right);
    case "call": {
      const inner = value.args.flatMap(of);
      const spec: FunctionSpec = FUNCTIONS[value.fn];
      return inner.length === 0 && spec.optional ? [value] : inner;
    }
    default:
      return [value];
  }
}

/** The values that make a condition unknown for some users; none when it is total. */
export function unknownParts(
  condition: BoundCondition,
  guards: Guards,
  attributes: AttributeIntervals,
): readonly BoundValue[] {
  switch (condition.kind) {
    case "is":
      return isPrevious(condition.operand) ? [condition.operand] : [];
    case "not":
      return unknownParts(condition.operand, guards, attributes);
    case "and":
    case "or": {
      const inner = guardsWithin(condition, guards);
      return condition.operands.flatMap((operand) => unknownParts(operand, inner, attributes));
    }
    case "quantifier":
      return unknownParts(condition.body, guards, attributes);
    case "sequence":
      return [];
    case "share":
      return [condition.kept];
    case "is_new":
      return [condition.operand];
    default:
      return operandsOf(condition).flatMap((value) => missingParts(value, guards, attributes));
  }
}

/** Whether an event stood before the oldest of as many as there can be nobody knows. */
function isPrevious(value: BoundValue): boolean {
  return value.kind === "row_field" && value.path[0] === PREVIOUS;
}

/** The values that make it unknown whether a row is kept: in the condition of the rows or in a tie. */
export function unknownRowParts(
  select: BoundSelect,
  guards: Guards,
  attributes: AttributeIntervals,
): readonly BoundValue[] {
  const { where } = select;
  const inner =
    where === null ? guards : guardsWithin({ kind: "and", operands: lines(where), span: where.span }, guards);
  const keys = keysOf(select).flatMap((value) => missingParts(value, inner, attributes));
  return where === null ? keys : [...unknownParts(where, guards, attributes), ...keys];
}

function lines(where: BoundCondition): readonly BoundCondition[] {
  return where.kind === "and" ? where.operands : [where];
}

/** Every step that may lead nowhere has to be guarded. */
function isFieldPresent({ row, source, path }: BoundRowField, guards: Guards): boolean {
  let at: SourceName = source;
  for (const [index, field] of path.entries()) {
    const type = fieldType(at, field);
    // a parameter of a define that is checked alone: its row is there
    if (type === null) continue;
    if (type.optional && !guards.has(fieldKey(row, path.slice(0, index + 1)))) return false;
    if (type.type.kind === "row") at = type.type.source;
  }
  return true;
}
