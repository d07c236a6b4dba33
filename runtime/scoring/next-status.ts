import type { Decision } from "../users/user-status.ts";

/** Scores at or below these; null is off. */
export interface Thresholds {
  readonly review: number | null;
  readonly blacklist: number | null;
}

export interface StatusBefore {
  readonly decision: Decision | null;
  readonly inReview: boolean;
}

/** What a new score does to a user's status; at most one of `enter` and `leave`. */
export interface StatusChange {
  readonly enterReview: boolean;
  readonly leaveReview: boolean;
  readonly blacklist: boolean;
}

/**
 * A score puts a user into the review queue or lifts them out of it, and may blacklist them: but never over a decision.
 * Whom an operator decided on, stays as decided until the next decision; whom a threshold blacklisted, stays blacklisted.
 */
export function nextStatus({ decision, inReview }: StatusBefore, score: number, thresholds: Thresholds): StatusChange {
  if (decision !== null) return { enterReview: false, leaveReview: false, blacklist: false };
  const low = thresholds.review !== null && score <= thresholds.review;
  return {
    enterReview: low && !inReview,
    leaveReview: !low && inReview,
    blacklist: thresholds.blacklist !== null && score <= thresholds.blacklist,
  };
}
