import type { Scalar } from "../../dsl/binder/bound.ts";
import type { Type } from "../../dsl/types/type.ts";
import { elementOf } from "../plan/element-of.ts";
import type { AttributeValue, Outcome } from "../typescript/evaluator.ts";
import { sortedList } from "../typescript/support.ts";

/** A value while judging: null is missing, and unknown where it is a condition's. */
export type Value = Scalar | ReadonlySet<Scalar> | null;

/** A list as it is shown: some of its values, and how many more it has. */
export interface ShownList {
  readonly list: readonly Scalar[];
  readonly more: number;
}

/** A value as it is shown: times in ISO 8601, durations in milliseconds, null for missing or unknown. */
export type ShownValue = Scalar | ShownList | null;

const MOST_ELEMENTS = 10;

export function shownValue(value: Value, type: Type): ShownValue {
  if (value === null) return null;
  if (!isSet(value)) return shownScalar(value, type);
  const sorted = sortedList(value);
  const shown = sorted.slice(0, MOST_ELEMENTS);
  return { list: shown.map((each) => shownScalar(each, elementOf(type))), more: sorted.length - shown.length };
}

export function attributeValue(value: Value): AttributeValue {
  return isSet(value) ? sortedList(value) : value;
}

/** The truth of a condition; a value that is no condition has none. */
export function truthOf(value: Value | ShownValue): Outcome {
  if (value === null || typeof value === "boolean") return value;
  throw new Error("invariant: a condition is a bool");
}

export function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  throw new Error("invariant: the checker lets only numbers here");
}

export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  throw new Error("invariant: the checker lets only texts here");
}

export function scalarOf(value: Value): Scalar {
  if (value !== null && !isSet(value)) return value;
  throw new Error("invariant: the checker lets only scalars here");
}

export function listOf(value: Value): ReadonlySet<Scalar> {
  if (isSet(value)) return value;
  throw new Error("invariant: the checker lets only lists here");
}

export function isSet(value: unknown): value is ReadonlySet<Scalar> {
  return value instanceof Set;
}

function shownScalar(value: Scalar, { kind }: Type): Scalar {
  return kind === "time" && typeof value === "number" ? new Date(value).toISOString() : value;
}
