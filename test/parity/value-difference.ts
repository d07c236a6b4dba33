import type { AttributeValue } from "../../compiler/index.ts";
import type { ReferenceName } from "../../scripts/docs/reference-names.ts";
import { contextValue, isComparable } from "./context-value.ts";
import type { History } from "./history.ts";

/** One attribute of one user whose value is another one here. */
export interface ValueDifference {
  readonly name: ReferenceName;
  readonly history: History;
  /** In the terms of the language; null is missing. */
  readonly theirs: AttributeValue;
  readonly ours: AttributeValue;
}

/** One attribute on all users. */
export interface ComparedValues {
  readonly name: ReferenceName;
  readonly equal: number;
  /** Missing here, and there the value that stands for nothing known. */
  readonly unknown: number;
  readonly differences: readonly ValueDifference[];
}

interface Compared {
  readonly histories: readonly History[];
  /** The attributes by user name. Who has none is no user here. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, AttributeValue>>>;
  readonly countries: ReadonlyMap<number, string>;
}

/** Compares all values that the contexts of the reference system hold, by attribute. */
export function compareValues(
  names: readonly ReferenceName[],
  { histories, values, countries }: Compared,
): readonly ComparedValues[] {
  return names.flatMap((name) => {
    let equal = 0;
    let unknown = 0;
    const differences: ValueDifference[] = [];
    for (const history of histories) {
      const { context, userName } = history.user;
      const own = values.get(userName);
      if (own === undefined || !isComparable(name, context)) continue;
      const theirs = contextValue(name, context, countries);
      const ours = inOrder(own[name.attribute] ?? null);
      if (isSame(theirs, ours)) equal += 1;
      else if (ours === null && JSON.stringify(context[name.name]) === name.nothing) unknown += 1;
      else differences.push({ name, history, theirs, ours });
    }
    return equal + unknown + differences.length === 0 ? [] : [{ name, equal, unknown, differences }];
  });
}

function inOrder(value: AttributeValue): AttributeValue {
  return Array.isArray(value) ? value.toSorted() : value;
}

function isSame(a: AttributeValue, b: AttributeValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
