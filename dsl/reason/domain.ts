import { complement, contains, intersect, isEmpty, type Values } from "./values.ts";

/** What a term may be: one of these values, or missing as well. */
export interface Domain {
  readonly values: Values;
  readonly missing: boolean;
}

export function meet(a: Domain, b: Domain): Domain {
  return { values: intersect(a.values, b.values), missing: a.missing && b.missing };
}

export function isImpossible({ values, missing }: Domain): boolean {
  return !missing && isEmpty(values);
}

export function covers(outer: Domain, inner: Domain): boolean {
  return (outer.missing || !inner.missing) && contains(outer.values, inner.values);
}

/** Present, with another value. */
export function otherValues({ values }: Domain): Domain {
  return { values: complement(values), missing: false };
}
