import type { Evaluator, Plan } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import type { ScoreRow } from "./judge.ts";
import type { Verdict } from "./verdict.ts";

/** What judges: a plan, its evaluator and a name for the two. */
export interface ScoringPack {
  readonly plan: Plan;
  readonly evaluator: Evaluator;
  /** For what its rules say of users (`because`). */
  readonly pack: Pick<BoundPack, "rules">;
  /** Stored with every score; another plan has another. */
  readonly fingerprint: string;
}

/** Told of what scoring does, to count it. */
export interface ScoringObserver {
  /** A round is done: its users are read, judged and written. */
  judged(users: number, seconds: number): void;
  /** A score is stored that has seen all events of a user; so many seconds after the first of them was acknowledged. */
  scored(seconds: number): void;
  failed(): void;
  /** A rule failed on a user, of whom it is unknown now. */
  ruleFailed(rule: string): void;
}

/** What was found of a user a moment ago. */
export interface Judgement {
  /** The judged moment, milliseconds. */
  readonly asOf: number;
  readonly score: number;
  readonly verdict: Verdict;
  readonly matched: ScoreRow["matched"];
  /** Prints what a rule says with the values of this user. */
  readonly fill: (because: string) => string;
}
