import type { Evaluator } from "../../compiler/index.ts";
import type { LoadedUser } from "../context/load-contexts.ts";
import type { AppSettings } from "./app-settings.ts";
import type { NextChange } from "./next-change.ts";
import { nextStatus } from "./next-status.ts";
import { trustScore } from "../../dsl/scoring/trust-score.ts";

/** A row for `writeScores`. */
export interface ScoreRow {
  readonly user_id: string;
  readonly app_id: number;
  readonly revision: string;
  readonly score: number;
  readonly matched: readonly { readonly rule: string; readonly weight: number }[];
  readonly as_of: string;
  readonly next_change_at: string | null;
  readonly plan: string;
  readonly enter_review: boolean;
  readonly leave_review: boolean;
  readonly blacklist: boolean;
}

export interface Judge {
  readonly evaluator: Evaluator;
  readonly nextChange: NextChange;
  /** Fingerprint of the plan. */
  readonly plan: string;
}

/** Judges one user in memory. */
export function judge(
  user: LoadedUser,
  { weights, thresholds }: AppSettings,
  { evaluator, nextChange, plan }: Judge,
  asOf: number,
): ScoreRow {
  const { rules } = evaluator;
  const matched: { rule: string; weight: number }[] = [];
  for (const [index, outcome] of evaluator.evaluate(user.context, asOf).entries()) {
    const rule = rules[index];
    if (outcome === true && rule !== undefined) matched.push({ rule, weight: weights.get(rule) ?? 0 });
  }
  const score = trustScore(matched.map(({ weight }) => weight));
  const status = nextStatus({ decision: user.decision, inReview: user.reviewSince !== null }, score, thresholds);
  const next = nextChange(user.context, asOf, user.nextEvent);
  return {
    user_id: user.userId,
    app_id: user.appId,
    revision: user.revision,
    score,
    matched,
    as_of: new Date(asOf).toISOString(),
    next_change_at: next === null ? null : new Date(next).toISOString(),
    plan,
    enter_review: status.enterReview,
    leave_review: status.leaveReview,
    blacklist: status.blacklist,
  };
}
