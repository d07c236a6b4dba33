import type { StoredMatches } from "../db/schema.ts";
import type { MatchedRule } from "../users/user-views.ts";

/** As the column takes them. */
export function storedMatches(matched: readonly MatchedRule[]): string {
  return JSON.stringify(Object.fromEntries(matched.map(({ rule, weight }) => [rule, weight])));
}

/** By rule id. */
export function matchedRules(stored: StoredMatches): readonly MatchedRule[] {
  return Object.entries(stored)
    .map(([rule, weight]) => ({ rule, weight }))
    .toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}
