import type { BoundPreset } from "../../dsl/binder/bound.ts";
import { trustScore } from "../../runtime/index.ts";
import type { Totals } from "./data-set.ts";
import type { History } from "./history.ts";

/** What Tocsin concluded about one user. */
export interface Judged {
  readonly userName: string;
  /** Rules that matched. */
  readonly fired: ReadonlySet<string>;
  readonly totals: Totals;
}

/** One rule on one user, judged otherwise than by the reference system. */
export interface RuleDifference {
  readonly rule: string;
  readonly history: History;
  /** Whether the reference system matched; Tocsin did the opposite. */
  readonly expected: boolean;
}

/** One counter of one user. `actual` is null where Tocsin has no such user. */
export interface TotalDifference {
  readonly total: keyof Totals;
  readonly history: History;
  readonly expected: number;
  readonly actual: number | null;
}

/** Every (rule, user) pair judged otherwise, for the rules that exist here; ordered by user, then rule. */
export function ruleDifferences(
  histories: readonly History[],
  judged: ReadonlyMap<string, Judged>,
  rules: readonly string[],
): readonly RuleDifference[] {
  return histories.flatMap((history) => {
    const reference = new Set(history.user.fired);
    const fired = judged.get(history.user.userName)?.fired ?? new Set<string>();
    return rules
      .filter((rule) => reference.has(rule) !== fired.has(rule))
      .map((rule) => ({ rule, history, expected: reference.has(rule) }));
  });
}

/** Users whom the reference system made up for requests without a name have no counterpart, hence no counters. */
export function totalDifferences(
  histories: readonly History[],
  judged: ReadonlyMap<string, Judged>,
): readonly TotalDifference[] {
  const named = histories.filter(({ requests }) => requests.length > 0);
  return named.flatMap((history) => {
    const actual = judged.get(history.user.userName)?.totals;
    const totals = Object.keys(history.user.totals) as (keyof Totals)[]; // zod strips every other key
    return totals
      .filter((total) => history.user.totals[total] !== actual?.[total])
      .map((total) => ({
        total,
        history,
        expected: history.user.totals[total],
        actual: actual?.[total] ?? null,
      }));
  });
}

/** One score of one user under one preset. */
export interface ScoreDifference {
  readonly preset: string;
  readonly history: History;
  readonly expected: number;
  readonly actual: number;
}

/** What the score formula and the presets make of the rules that the reference system found: no other rule can interfere. */
export function scoreDifferences(
  histories: readonly History[],
  presets: readonly BoundPreset[],
): readonly ScoreDifference[] {
  return histories.flatMap((history) =>
    presets.flatMap(({ name: preset, weights }) => {
      const expected = history.user.scores[preset];
      const actual = trustScore(history.user.fired.map((rule) => weights.get(rule) ?? 0));
      return expected === undefined || expected === actual ? [] : [{ preset, history, expected, actual }];
    }),
  );
}
