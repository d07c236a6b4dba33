/** What an operator or the thresholds made of a user; the predicates are those of the reference system. */
export const USER_STATUSES = ["normal", "in_review", "blacklisted", "whitelisted"] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** What an operator can decide. `review` takes back an earlier decision and puts the user in the queue. */
export const DECISIONS = ["blacklist", "whitelist", "review"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface StatusColumns {
  readonly decision: Decision | null;
  readonly review_since: Date | null;
}

export function userStatus({ decision, review_since }: StatusColumns): UserStatus {
  if (decision === "blacklist") return "blacklisted";
  if (decision === "whitelist") return "whitelisted";
  return review_since === null ? "normal" : "in_review";
}
