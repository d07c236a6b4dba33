import { countsRows } from "../ast/aggregates.ts";
import { LIMITS } from "../types/limits.ts";
import { ROW_CAP } from "../types/sources.ts";
import type { BoundAggregate, BoundValue } from "./bound.ts";
import { arithmeticInterval, clampSafe, FIELD_INT, FIELD_TIME, hull, SAFE, type Interval } from "./interval.ts";

/** What is known about the values of an attribute, by name. */
export type AttributeIntervals = (name: string) => Interval;

/** The values an integer, time or duration can take when present: wide, but never too narrow. */
export function valueInterval(value: BoundValue, attributes: AttributeIntervals): Interval {
  const of = (inner: BoundValue) => valueInterval(inner, attributes);
  switch (value.kind) {
    case "literal":
      return typeof value.value === "number" ? { low: value.value, high: value.value } : SAFE;
    case "row_field":
      if (value.type.kind === "time") return FIELD_TIME;
      return value.type.kind === "int" ? FIELD_INT : SAFE;
    case "negate": {
      const { low, high } = of(value.operand);
      return { low: -high, high: -low };
    }
    case "arithmetic":
      return clampSafe(arithmeticInterval(value.op, of(value.left), of(value.right)));
    case "coalesce": {
      const left = of(value.left);
      const right = of(value.right);
      return hull([left.low, left.high, right.low, right.high]);
    }
    case "call":
      return callInterval(value.fn, value.args.map(of));
    case "aggregate":
      return aggregateInterval(value, of);
    case "attribute_ref":
      return attributes(value.name);
    default:
      return SAFE;
  }
}

function callInterval(fn: string, inner: readonly Interval[]): Interval {
  switch (fn) {
    case "least":
    case "greatest":
      return hull(inner.flatMap(({ low, high }) => [low, high]));
    case "abs": {
      const { low, high } = inner[0] ?? SAFE;
      return { low: 0, high: Math.max(Math.abs(low), Math.abs(high)) };
    }
    case "days_since":
      return { low: 0, high: FIELD_TIME.high };
    default:
      // what is left counts characters of one string
      return { low: 0, high: LIMITS.stringBytes * 1024 };
  }
}

function aggregateInterval(value: BoundAggregate, of: (inner: BoundValue) => Interval): Interval {
  if (countsRows(value.fn)) return { low: 0, high: ROW_CAP };
  const { low, high } = value.value === null ? SAFE : of(value.value);
  return value.fn === "sum" ? clampSafe(sumInterval({ low, high })) : { low, high };
}

/** The exact sum over at most `ROW_CAP` rows. */
export function sumInterval({ low, high }: Interval): Interval {
  return { low: Math.min(0, low * ROW_CAP), high: Math.max(0, high * ROW_CAP) };
}
