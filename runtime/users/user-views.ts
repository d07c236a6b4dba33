import type { Decision, UserStatus } from "./user-status.ts";

/** One line of a list of users. Times in milliseconds. */
export interface UserSummary {
  readonly userId: string;
  readonly name: string;
  /** 0 (worst) to 99 (best); null while never judged. */
  readonly score: number | null;
  readonly status: UserStatus;
  readonly lastSeen: number;
  readonly created: number;
  readonly eventCount: number;
  /** A visitor without an account. */
  readonly anonymous: boolean;
}

export interface MatchedRule {
  readonly rule: string;
  readonly weight: number;
}

export interface UserDetail extends UserSummary {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ipCount: number;
  readonly deviceCount: number;
  readonly countryCount: number;
  readonly sessionCount: number;
  /** Every rule that matched at the last judgement, weight 0 included, heaviest first. */
  readonly matched: readonly MatchedRule[];
  readonly scoredAsOf: number | null;
  readonly decision: Decision | null;
  readonly decidedBy: "operator" | "threshold" | null;
  readonly decidedAt: number | null;
  readonly reviewSince: number | null;
}

export const USER_ORDERS = ["last_seen", "score", "review"] as const;

export interface ListUsersOptions {
  readonly appId: number;
  /** Part of the name, ignoring case. */
  readonly search?: string | undefined;
  readonly status?: UserStatus | undefined;
  /** Visitors without an account alone, or those with one. */
  readonly anonymous?: boolean | undefined;
  /** Newest seen first, worst score first, or longest in review first. */
  readonly order?: (typeof USER_ORDERS)[number] | undefined;
  /** 1..1000; 50 when not given. */
  readonly limit?: number | undefined;
}

export interface Overview {
  readonly events: number;
  readonly users: number;
  /** Of the users, those without an account. */
  readonly anonymous: number;
  readonly inReview: number;
  readonly blacklisted: number;
  readonly whitelisted: number;
  /** Acknowledged but not judged yet. */
  readonly due: number;
  /** The latest event time, milliseconds; null without events. */
  readonly lastEventAt: number | null;
  /** Of users nobody decided on. */
  readonly lowestScores: readonly UserSummary[];
}
