import type { FailedOpenReason } from "./notice.ts";

export type Verdict = "allow" | "review" | "block";

/** A rule that moved the score, in its own words about this user. */
export interface MatchedRule {
  readonly rule: string;
  readonly weight: number;
  readonly because: string | null;
}

export type Decision =
  | {
      readonly failedOpen: false;
      readonly verdict: Verdict;
      /** From 99, full trust, to 0. */
      readonly score: number;
      readonly rules: readonly MatchedRule[];
      /** The judged moment, ISO 8601. */
      readonly asOf: string;
    }
  /** The server could not be asked, or did not judge: let the user pass, as you would without Tocsin. */
  | {
      readonly failedOpen: true;
      readonly verdict: "allow";
      readonly score: null;
      readonly rules: readonly [];
      readonly asOf: null;
      readonly reason: FailedOpenReason;
    };
