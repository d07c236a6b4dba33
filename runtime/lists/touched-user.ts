import { trustScore } from "../../dsl/scoring/trust-score.ts";
import { nextStatus, type Thresholds } from "../scoring/next-status.ts";
import type { Decision, UserStatus } from "../users/user-status.ts";

/** A user judged with a list as it stands and as it would be. */
export interface JudgedTwice {
  readonly userId: string;
  readonly decision: Decision | null;
  readonly inReview: boolean;
  /** Ids of the rules that match. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface TouchedUser {
  readonly name: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Scores by the app's weights, with the list as it stands and as it would be. */
  readonly before: number;
  readonly after: number;
  /** What the new score makes of their status. */
  readonly from: UserStatus;
  readonly to: UserStatus;
}

export interface TouchSettings {
  readonly weights: ReadonlyMap<string, number>;
  readonly thresholds: Thresholds;
}

/** Nobody when no rule answers otherwise. */
export function touchedUser(
  { userId, decision, inReview, before, after }: JudgedTwice,
  { weights, thresholds }: TouchSettings,
): readonly (Omit<TouchedUser, "name"> & { readonly userId: string })[] {
  const gained = after.filter((rule) => !before.includes(rule));
  const lost = before.filter((rule) => !after.includes(rule));
  if (gained.length === 0 && lost.length === 0) return [];
  const scoreOf = (rules: readonly string[]) => trustScore(rules.map((rule) => weights.get(rule) ?? 0));
  const statusAt = (score: number): UserStatus => {
    if (decision === "blacklist") return "blacklisted";
    if (decision === "whitelist") return "whitelisted";
    const { enterReview, leaveReview, blacklist } = nextStatus({ decision, inReview }, score, thresholds);
    if (blacklist) return "blacklisted";
    return enterReview || (inReview && !leaveReview) ? "in_review" : "normal";
  };
  const [scoreBefore, scoreAfter] = [scoreOf(before), scoreOf(after)];
  return [
    {
      ...{ userId, gained, lost, before: scoreBefore, after: scoreAfter },
      from: statusAt(scoreBefore),
      to: statusAt(scoreAfter),
    },
  ];
}
