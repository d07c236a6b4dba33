import { elementOf } from "../binder/element-of.ts";
import type { BoundAggregate, BoundRowField, BoundValue } from "../binder/bound.ts";
import { isSafe, type Interval } from "../binder/interval.ts";
import { valueInterval, type AttributeIntervals } from "../binder/value-interval.ts";
import { enumMembers, fieldType } from "../types/field-type.ts";
import { FIELD_RANGES } from "../types/field-ranges.ts";
import { ROW_CAP, type SourceName } from "../types/sources.ts";
import type { Domain } from "./domain.ts";
import { ANY_MEMBER, ANY_NUMBER, members, span, type Values } from "./values.ts";

/** Everything that a value can be, for any user and row that ingest lets in: wide, but never too narrow. */
export function universeOf(value: BoundValue, attributes: AttributeIntervals): Domain {
  return { values: presentValues(value, attributes), missing: value.optional };
}

function presentValues(value: BoundValue, attributes: AttributeIntervals): Values {
  const { type } = value;
  switch (type.kind) {
    case "int":
    case "time":
    case "duration": {
      const { low, high } = numberRange(value, attributes);
      return isSafe({ low, high }) ? span(low, high) : ANY_NUMBER;
    }
    case "bool":
      return members([true, false]);
    case "enum":
      return members(enumMembers(type.name));
    default:
      return ANY_MEMBER;
  }
}

/** What a number can be when it is present. */
export function numberRange(value: BoundValue, attributes: AttributeIntervals): Interval {
  const widest = valueInterval(value, attributes);
  if (value.kind === "row_field") return { ...widest, ...fieldRange(value) };
  if (value.kind === "aggregate") return { ...widest, ...countRange(value) };
  return widest;
}

function fieldRange({ source, path }: BoundRowField): Partial<Interval> {
  let at: SourceName = source;
  for (const field of path.slice(0, -1)) {
    const type = fieldType(at, field)?.type;
    // a parameter of a define that is read alone begins with a step that no catalogue has, and stands for a row of its source
    if (type?.kind === "row") at = type.source;
  }
  return FIELD_RANGES[at]?.[path.at(-1) ?? ""] ?? {};
}

function countRange({ fn, select, window, value }: BoundAggregate): Partial<Interval> {
  const most = Math.min(ROW_CAP, select.last ?? ROW_CAP);
  switch (fn) {
    case "count":
    case "peak_span":
      return { low: 0, high: most };
    case "count_distinct":
      return { low: 0, high: Math.min(most, value === null ? most : differentValues(value)) };
    case "peak_rows":
      return { low: 0, high: Math.min(most, window ?? most) };
    default:
      return {};
  }
}

function differentValues({ type }: BoundValue): number {
  const element = elementOf(type);
  if (element?.kind === "bool") return 2;
  return element?.kind === "enum" ? enumMembers(element.name).length : Number.POSITIVE_INFINITY;
}
