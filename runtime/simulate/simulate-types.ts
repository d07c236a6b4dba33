import type { Thresholds } from "../scoring/next-status.ts";
import type { Decision, UserStatus } from "../users/user-status.ts";

/** What an app may be set to. Rules that are not named weigh nothing. */
export interface Proposal {
  readonly weights: ReadonlyMap<string, number>;
  readonly thresholds: Thresholds;
}

/** Users who match the same rules and stand alike: they get the same score and the same status. */
export interface MatchGroup {
  /** Ids of the rules that match; null of users of whom that is not known: they are taken to stay as they are. */
  readonly rules: readonly string[] | null;
  /** The stored one; null of users without one. */
  readonly score: number | null;
  readonly decision: Decision | null;
  readonly inReview: boolean;
  readonly users: number;
  /** Ids of those seen last, newest first; at most {@link MOST_NAMED}. */
  readonly newest: readonly string[];
}

/** Users of a group, or of a move, who can be named. */
export const MOST_NAMED = 100;

/** Where it is known from who matches what: users by kind, which are all users of the app together. */
export interface MatchBasis {
  /** Their stored result is of this pack. */
  readonly stored: number;
  /** Judged for the question, because their stored result is of another pack or they have none. */
  readonly judged: number;
  /** As the last, but not judged. */
  readonly leftOut: number;
}

/** Who matches what, as of one moment. */
export interface Matches {
  readonly groups: readonly MatchGroup[];
  readonly basis: MatchBasis;
  /** Milliseconds. */
  readonly asOf: number;
}

/** Whom to judge of those without a stored result of this pack: the 1,000 seen last, or everybody. */
export type JudgeScope = "sample" | "all";

/** Users by status; all of them. */
export type Sizes = Readonly<Record<UserStatus, number>>;

export interface Move {
  readonly from: UserStatus;
  readonly to: UserStatus;
  readonly users: number;
  /** The least trusted first. */
  readonly named: readonly { readonly userId: string; readonly before: number | null; readonly after: number }[];
}

/** What a proposal makes of everybody. `before` is what is stored. */
export interface Weighed {
  readonly sizes: { readonly before: Sizes; readonly after: Sizes };
  /** Users without a decision by their score, 0 to 99: whom a threshold may move. */
  readonly histogram: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Users with a decision, whom no threshold moves. */
  readonly decided: number;
  /** Users whose score becomes another one. */
  readonly rescored: number;
  readonly moves: readonly Move[];
  /** Users that each rule matches; rules that match nobody are left out. */
  readonly matching: ReadonlyMap<string, number>;
}

export interface NamedUser {
  readonly name: string;
  /** The stored score; null of a user without one. */
  readonly before: number | null;
  readonly after: number;
}

export interface Simulation extends Omit<Weighed, "moves"> {
  readonly users: number;
  readonly basis: MatchBasis;
  /** When the users were read, milliseconds. */
  readonly asOf: number;
  readonly moves: readonly (Omit<Move, "named"> & { readonly named: readonly NamedUser[] })[];
}
