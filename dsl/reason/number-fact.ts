import type { BoundCondition, BoundValue } from "../binder/bound.ts";
import { isSafe, type Interval } from "../binder/interval.ts";
import { canonicalKey } from "./canonical.ts";
import type { Claim, Term } from "./claim.ts";
import { difference, linearOf, type Linear } from "./linear.ts";
import type { ReasonScope } from "./reason-scope.ts";
import { resolved } from "./term-of.ts";
import { universeOf } from "./universe.ts";
import { constant, presenceOf, present, valueFact, wholeFact, type FactContext } from "./value-fact.ts";
import { ANY_NUMBER, contains, mirrored, numbers, shifted, span, type Values } from "./values.ts";

export interface Sides {
  readonly left: BoundValue;
  /** Null is 0. */
  readonly right: BoundValue | null;
  /** Where `left - right` lies. */
  readonly values: Values;
}

/**
 * A comparison of numbers as a fact about a value, or about a sum of values. Where computing the sum can fail, the
 * comparison is taken as a whole and the fact about the sum follows from it. Null where there are no numbers.
 */
export function numberFact(
  condition: BoundCondition,
  outcome: boolean,
  { left, right, values }: Sides,
  context: FactContext,
): Claim | null {
  const { intervals } = context.scope;
  const leftSum = linearOf(resolved(left, context.scope), intervals);
  const rightSum = right === null ? ZERO : linearOf(resolved(right, context.scope), intervals);
  if (leftSum === null || rightSum === null) return null;
  const sum = difference(leftSum, rightSum);
  const parts = merged(sum, context.scope);
  const [first] = parts;
  if (first === undefined && sum.parts.length === 0)
    return constant(contains(values, numbers([sum.constant])), context);
  // what cancels out may still be missing, and what leaves the safe integers is not computed exactly here
  const moved = shifted(values, -sum.constant);
  if (parts.length < sum.parts.length || first === undefined || !isExact(moved))
    return wholeFact(condition, outcome, context);
  const claim = parts.length === 1 ? ofOne(first, moved, context) : ofSum(parts, moved, context);
  if (sum.total) return claim;
  const whole = wholeFact(
    condition,
    outcome,
    context,
    parts.map(({ value }) => value),
  );
  return { ...whole, consequences: [...whole.consequences, ...(claim.kind === "fact" ? [claim] : [])] };
}

const ZERO: Linear = { parts: [], constant: 0, total: true };

interface Part {
  readonly key: string;
  readonly value: BoundValue;
  readonly factor: number;
}

/** By key; parts that occur twice are left out, for the sum to be seen as one that is not understood. */
function merged({ parts }: Linear, scope: ReasonScope): readonly Part[] {
  const byKey = new Map(
    parts.map(({ value, factor }) => {
      const own = resolved(value, scope);
      const key = canonicalKey(own, scope.names);
      return [key, { key, value: own, factor }];
    }),
  );
  return [...byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function isExact(values: Values): boolean {
  if (values.kind === "members") return false;
  return values.spans.every(({ low, high }) =>
    [low, high].every((end) => !Number.isFinite(end) || Number.isSafeInteger(end)),
  );
}

function ofOne({ value, factor }: Part, values: Values, context: FactContext): Claim {
  return valueFact(value, present(factor < 0 ? mirrored(values) : values), context);
}

/** `a - b` and `b - a` are one term: the first part has no sign. */
function ofSum(parts: readonly Part[], values: Values, context: FactContext): Claim {
  const flipped = (parts[0]?.factor ?? 1) < 0;
  const signed = flipped ? parts.map((part) => ({ ...part, factor: -part.factor })) : parts;
  const { line, opposite } = context;
  return {
    kind: "fact",
    term: sumTerm(signed, context.scope),
    domain: present(flipped ? mirrored(values) : values),
    consequences: signed.flatMap(({ value }) => presenceOf(value, context)),
    line,
    opposite,
  };
}

function sumTerm(parts: readonly Part[], { intervals }: ReasonScope): Term {
  const universes = parts.map(({ value }) => universeOf(value, intervals));
  const ranges = universes.map(({ values }, i) => rangeOf((parts[i]?.factor ?? 1) < 0 ? mirrored(values) : values));
  const range = { low: total(ranges.map(({ low }) => low)), high: total(ranges.map(({ high }) => high)) };
  return {
    key: `sum ${parts.map(({ key, factor }) => `${factor}*${key}`).join(" ")}`,
    universe: {
      values: isSafe(range) ? span(range.low, range.high) : ANY_NUMBER,
      missing: universes.some(({ missing }) => missing),
    },
    value: null,
    measure: null,
  };
}

function rangeOf(values: Values): Interval {
  const spans = values.kind === "spans" ? values.spans : [];
  return { low: spans[0]?.low ?? Number.NEGATIVE_INFINITY, high: spans.at(-1)?.high ?? Number.POSITIVE_INFINITY };
}

function total(ends: readonly number[]): number {
  return ends.reduce((sum, end) => sum + end, 0);
}
