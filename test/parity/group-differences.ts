import type { Cause } from "./cause.ts";
import type { RuleDifference } from "./difference.ts";

/** A cause that nobody announced may explain so many pairs, no more. */
export const UNLISTED_LIMIT = 20;

export interface CauseCount {
  readonly cause: Cause;
  /** Pairs by rule. */
  readonly rules: ReadonlyMap<string, number>;
  readonly pairs: number;
}

export interface Grouped {
  readonly counts: readonly CauseCount[];
  /** Pairs that no cause explains: each is a bug. */
  readonly unexplained: readonly RuleDifference[];
  /** Causes that explain more than they may. */
  readonly excessive: readonly CauseCount[];
}

/** Gives every difference to the first cause that explains it. */
export function groupDifferences(differences: readonly RuleDifference[], causes: readonly Cause[]): Grouped {
  const byCause = new Map<Cause, Map<string, number>>();
  const unexplained: RuleDifference[] = [];
  for (const difference of differences) {
    const cause = causes.find((candidate) => candidate.explains(difference));
    if (!cause) {
      unexplained.push(difference);
      continue;
    }
    const rules = byCause.get(cause) ?? new Map<string, number>();
    rules.set(difference.rule, (rules.get(difference.rule) ?? 0) + 1);
    byCause.set(cause, rules);
  }
  const counts = causes.map((cause) => {
    const rules = byCause.get(cause) ?? new Map<string, number>();
    return { cause, rules, pairs: [...rules.values()].reduce((sum, pairs) => sum + pairs, 0) };
  });
  return {
    counts,
    unexplained,
    excessive: counts.filter(({ cause, pairs }) => !cause.announced && pairs > UNLISTED_LIMIT),
  };
}
