import type { Interval } from "../binder/interval.ts";
import type { Scalar } from "../binder/bound.ts";

/** A set of present values: whole numbers (integers, and times and durations in milliseconds), or anything that has no order. */
export type Values =
  /** Sorted, apart from each other, both ends included. */
  | { readonly kind: "spans"; readonly spans: readonly Interval[] }
  /** Exactly these, or all but these. */
  | { readonly kind: "members"; readonly members: ReadonlySet<Scalar>; readonly excluded: boolean };

export function span(low: number, high: number): Values {
  return { kind: "spans", spans: low > high ? [] : [{ low, high }] };
}

export function members(values: Iterable<Scalar>): Values {
  return { kind: "members", members: new Set(values), excluded: false };
}

export const ANY_MEMBER: Values = { kind: "members", members: new Set(), excluded: true };
export const ANY_NUMBER: Values = span(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

export function isEmpty(values: Values): boolean {
  return values.kind === "spans" ? values.spans.length === 0 : !values.excluded && values.members.size === 0;
}

export function complement(values: Values): Values {
  if (values.kind === "members") return { ...values, excluded: !values.excluded };
  const gaps: Interval[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const { low, high } of values.spans) {
    if (low > from) gaps.push({ low: from, high: low - 1 });
    from = high + 1;
  }
  if (from < Number.POSITIVE_INFINITY) gaps.push({ low: from, high: Number.POSITIVE_INFINITY });
  return { kind: "spans", spans: gaps };
}

export function intersect(a: Values, b: Values): Values {
  if (a.kind === "spans" && b.kind === "spans") return { kind: "spans", spans: overlaps(a.spans, b.spans) };
  if (a.kind === "spans" || b.kind === "spans") throw new Error("invariant: the values of one term are of one kind");
  if (!a.excluded) return members([...a.members].filter((value) => b.members.has(value) !== b.excluded));
  if (!b.excluded) return intersect(b, a);
  return { kind: "members", members: new Set([...a.members, ...b.members]), excluded: true };
}

export function contains(outer: Values, inner: Values): boolean {
  return isEmpty(intersect(inner, complement(outer)));
}

/** Whole numbers, each a span of its own where no neighbour is listed. */
export function numbers(values: readonly number[]): Values {
  const spans: { low: number; high: number }[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && value <= last.high + 1) last.high = Math.max(last.high, value);
    else spans.push({ low: value, high: value });
  }
  return { kind: "spans", spans };
}

/** The values `-x` and, shifted, `x + by` of every x in the set. */
export function mirrored(values: Values): Values {
  if (values.kind === "members") return values;
  return { kind: "spans", spans: values.spans.map(({ low, high }) => ({ low: -high, high: -low })).toReversed() };
}

export function shifted(values: Values, by: number): Values {
  if (values.kind === "members" || by === 0) return values;
  return { kind: "spans", spans: values.spans.map(({ low, high }) => ({ low: low + by, high: high + by })) };
}

function overlaps(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const low = Math.max(left.low, right.low);
      const high = Math.min(left.high, right.high);
      return low > high ? [] : [{ low, high }];
    }),
  );
}
