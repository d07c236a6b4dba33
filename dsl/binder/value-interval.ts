import { countsRows, type AggregateFunction } from "../ast/aggregates.ts";
import type { FunctionName } from "../types/functions.ts";
import { LIMITS } from "../types/limits.ts";
import { ROW_CAP } from "../types/sources.ts";
import type { Type } from "../types/type.ts";
import type { BoundAggregate, BoundValue, Scalar } from "./bound.ts";
import { arithmeticInterval, clampSafe, FIELD_INT, FIELD_TIME, SAFE, union, type Interval } from "./interval.ts";

/** What is known about the values of an attribute, by name. */
export type AttributeIntervals = (name: string) => Interval;

/** The values an integer, time or duration can take when present: wide, but never too narrow. */
export function valueInterval(value: BoundValue, attributes: AttributeIntervals): Interval {
  const of = (inner: BoundValue) => valueInterval(inner, attributes);
  switch (value.kind) {
    case "literal":
      return literalInterval(value.value);
    case "row_field":
      return fieldInterval(value.type);
    case "negate": {
      const { low, high } = of(value.operand);
      return { low: -high, high: -low };
    }
    case "arithmetic":
      return clampSafe(arithmeticInterval(value.op, of(value.left), of(value.right)));
    case "coalesce":
      return union(of(value.left), of(value.right));
    case "call":
      return callInterval(value.fn, value.args.map(of));
    case "aggregate":
      return clampSafe(aggregateInterval(value.fn, rowsLookedAt(value), value.value === null ? SAFE : of(value.value)));
    case "attribute_ref":
      return attributes(value.name);
    default:
      return SAFE;
  }
}

export function literalInterval(value: Scalar): Interval {
  return typeof value === "number" ? { low: value, high: value } : SAFE;
}

/** What a stored field, or an attribute that a test gives, can hold. Durations are distances of times. */
export function fieldInterval(type: Type): Interval {
  if (type.kind === "time" || type.kind === "duration") return FIELD_TIME;
  return type.kind === "int" ? FIELD_INT : SAFE;
}

export function callInterval(fn: FunctionName, inner: readonly Interval[]): Interval {
  const [first = SAFE] = inner;
  const ends = (end: keyof Interval, choose: (...values: readonly number[]) => number) =>
    choose(...inner.map((interval) => interval[end]));
  switch (fn) {
    case "least":
      return { low: ends("low", Math.min), high: ends("high", Math.min) };
    case "greatest":
      return { low: ends("low", Math.max), high: ends("high", Math.max) };
    case "abs": {
      const most = Math.max(Math.abs(first.low), Math.abs(first.high));
      return { low: first.low > 0 ? first.low : first.high < 0 ? -first.high : 0, high: most };
    }
    case "days_since":
      return { low: 0, high: Math.floor(SAFE.high / DAY_MS) };
    default:
      // what is left counts characters of one string
      return { low: 0, high: LIMITS.stringBytes * 1024 };
  }
}

const DAY_MS = 86_400_000;

/** Of at most `rows` rows whose values lie in `value`; not clamped, for a sum that may overflow. */
export function aggregateInterval(fn: AggregateFunction, rows: number, value: Interval): Interval {
  if (countsRows(fn)) return { low: 0, high: rows };
  return fn === "sum" ? { low: Math.min(0, value.low * rows), high: Math.max(0, value.high * rows) } : value;
}

/** The most rows that an aggregate can keep. */
export function rowsLookedAt({ fn, select, window }: BoundAggregate): number {
  const rows = Math.min(select.last ?? ROW_CAP, ROW_CAP);
  return fn === "peak_rows" && window !== null ? Math.min(rows, window) : rows;
}
