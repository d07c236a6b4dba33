import type { BoundPreset } from "../../dsl/binder/bound.ts";
import { trustScore } from "../../runtime/index.ts";
import type { Judged, RuleDifference } from "./difference.ts";
import type { History } from "./history.ts";

/** A user whose score is another one here, and what makes the difference. */
export interface MovedScore {
  readonly history: History;
  readonly expected: number;
  readonly actual: number;
  /** Differing rules to which the preset gives a weight. */
  readonly rules: readonly string[];
}

/** The scores of all users under one preset, each made of the rules that matched in the system that made it. */
export interface PresetScores {
  readonly preset: string;
  readonly equal: number;
  /** Another score, wholly due to differing rules that have a cause each. */
  readonly moved: readonly MovedScore[];
  /** Made up by the reference system for requests without a name: no user here, hence no score. */
  readonly refused: number;
  /** Another score for which the differing rules do not account, or with one among them that has no cause. */
  readonly unexplained: readonly MovedScore[];
}

interface Compared {
  readonly histories: readonly History[];
  readonly judged: ReadonlyMap<string, Judged>;
  readonly differences: readonly RuleDifference[];
  /** Those of `differences` that no cause explains. */
  readonly causeless: readonly RuleDifference[];
}

/**
 * Compares the score of every user under every preset. The formula applied to the rules found there, with the differing ones
 * that the preset weighs taken away and added, must give the score here. (It is no sum: a rule counts less the more match.)
 */
export function scoresByPreset(compared: Compared, presets: readonly BoundPreset[]): readonly PresetScores[] {
  const { histories, judged } = compared;
  const differing = byHistory(compared.differences);
  const causeless = byHistory(compared.causeless);
  return presets.map(({ name: preset, weights }) => {
    const moved: MovedScore[] = [];
    const unexplained: MovedScore[] = [];
    let equal = 0;
    let refused = 0;
    for (const history of histories) {
      const expected = history.user.scores[preset];
      if (expected === undefined) continue;
      const here = judged.get(history.user.userName);
      if (here === undefined && history.requests.length === 0) {
        refused += 1;
        continue;
      }
      const actual = trustScore(weightsOf([...(here?.fired ?? [])], weights));
      if (actual === expected) {
        equal += 1;
        continue;
      }
      const pairs = (differing.get(history) ?? []).filter(({ rule }) => (weights.get(rule) ?? 0) !== 0);
      const user = { history, expected, actual, rules: pairs.map(({ rule }) => rule) };
      const isAccounted = shifted(history, pairs, weights) === actual;
      const hasCauses = (causeless.get(history) ?? []).every((pair) => !pairs.includes(pair));
      if (pairs.length > 0 && isAccounted && hasCauses) moved.push(user);
      else unexplained.push(user);
    }
    return { preset, equal, moved, refused, unexplained };
  });
}

/** What the formula makes of the rules found there once the differing ones are taken away and added. */
function shifted({ user }: History, pairs: readonly RuleDifference[], weights: ReadonlyMap<string, number>): number {
  const lost = new Set(pairs.filter(({ expected }) => expected).map(({ rule }) => rule));
  const added = pairs.filter(({ expected }) => !expected).map(({ rule }) => rule);
  return trustScore(weightsOf([...user.fired.filter((rule) => !lost.has(rule)), ...added], weights));
}

function weightsOf(rules: readonly string[], weights: ReadonlyMap<string, number>): readonly number[] {
  return rules.map((rule) => weights.get(rule) ?? 0);
}

function byHistory(differences: readonly RuleDifference[]): ReadonlyMap<History, readonly RuleDifference[]> {
  const byUser = new Map<History, RuleDifference[]>();
  for (const difference of differences) {
    const known = byUser.get(difference.history);
    if (known) known.push(difference);
    else byUser.set(difference.history, [difference]);
  }
  return byUser;
}
