import type { ComparedValues, ValueDifference } from "./value-difference.ts";
import type { ValueCause } from "./value-causes.ts";

export interface ValueCauseCount {
  readonly cause: ValueCause;
  /** Differing values by attribute. */
  readonly attributes: ReadonlyMap<string, number>;
}

/** All values that both systems have, with every difference at the first cause that explains it. */
export interface GroupedValues {
  readonly compared: readonly ComparedValues[];
  readonly counts: readonly ValueCauseCount[];
  /** Differences that no cause explains: each is a bug. */
  readonly unexplained: readonly ValueDifference[];
}

export function groupValues(compared: readonly ComparedValues[], causes: readonly ValueCause[]): GroupedValues {
  const byCause = new Map<ValueCause, Map<string, number>>(causes.map((cause) => [cause, new Map<string, number>()]));
  const unexplained: ValueDifference[] = [];
  for (const difference of compared.flatMap(({ differences }) => differences)) {
    const cause = causes.find((candidate) => candidate.explains(difference));
    const attributes = cause === undefined ? undefined : byCause.get(cause);
    if (attributes === undefined) unexplained.push(difference);
    else attributes.set(difference.name.name, (attributes.get(difference.name.name) ?? 0) + 1);
  }
  return { compared, counts: [...byCause].map(([cause, attributes]) => ({ cause, attributes })), unexplained };
}
