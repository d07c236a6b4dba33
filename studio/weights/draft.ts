import type { Preset, Settings, Thresholds } from "../../api/index.ts";

/** Settings that are not stored yet. Rules that are not named weigh nothing. */
export interface Draft {
  /** The preset that the draft was begun with last; null when with none. */
  readonly preset: string | null;
  readonly thresholds: Thresholds;
  readonly weights: Readonly<Record<string, number>>;
}

export function draftOf({ thresholds, weights }: Omit<Settings, "preset">): Draft {
  return { preset: null, thresholds, weights };
}

export function draftFrom({ name, thresholds, weights }: Preset): Draft {
  return { preset: name, thresholds, weights };
}

export function withWeight(draft: Draft, rule: string, weight: number): Draft {
  return { ...draft, weights: { ...draft.weights, [rule]: weight } };
}

type Weights = Readonly<Record<string, number>>;

/** The rules that weigh otherwise in one than in the other, by id; a rule that is not named weighs nothing. */
export function changedRules(one: Weights, other: Weights): readonly string[] {
  const rules = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...rules].filter((rule) => (one[rule] ?? 0) !== (other[rule] ?? 0)).toSorted();
}

export function sameThresholds(one: Thresholds, other: Thresholds): boolean {
  return one.review === other.review && one.blacklist === other.blacklist;
}

type Scored = Pick<Settings, "thresholds" | "weights">;

/** Whether scoring by one makes of everybody what scoring by the other does. */
export function sameSettings(one: Scored, other: Scored): boolean {
  return sameThresholds(one.thresholds, other.thresholds) && changedRules(one.weights, other.weights).length === 0;
}
