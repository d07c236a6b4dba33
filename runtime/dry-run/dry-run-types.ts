import type { Plan } from "../../compiler/index.ts";
import type { CrowdedValues } from "./crowded-values.ts";
import type { DryRunOverlap } from "./overlap.ts";
import type { ScoreChanges } from "./score-changes.ts";
import type { Proposal } from "../simulate/simulate-types.ts";
import type { UserStatus } from "../users/user-status.ts";

/** `sample`: the 1,000 users seen last. */
export type DryRunScope = "sample" | "all";

/** Which data answered: the sample, kept profiles, or raw events. */
export type DryRunTier = "sample" | "profile" | "events";

export interface DryRunOptions {
  readonly appId: number;
  /** Ids of rules of the plan. */
  readonly rules: readonly string[];
  readonly scope: DryRunScope;
  /** Milliseconds. */
  readonly asOf: number;
  /** How many matching users to name; 25 when not given. */
  readonly limit?: number | undefined;
  /** What scores now: its rules of the same ids are asked as well, about the same users at the same moment. */
  readonly deployed?: Plan | undefined;
  /** Also which other rules match the same users; only of the present, since it reads what they were scored by last. */
  readonly overlap?: boolean | undefined;
  /** Of the pack that scores now: the overlap says how many stored scores are of another one. */
  readonly fingerprint?: string | undefined;
  /** Also what scores become with these weights and thresholds; only of the present, for the same reason. */
  readonly scores?: Proposal | undefined;
  /** False: only how many match, without whom, who is unknown and what is crowded. */
  readonly details?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly tested: number; readonly of: number }) => void) | undefined;
}

export interface DryRunUser {
  readonly userId: string;
  readonly name: string;
  readonly score: number | null;
  readonly status: UserStatus;
  /** Milliseconds. */
  readonly lastSeen: number;
}

/** Users that a rule matches in one version and not in the other; "not" is false or unknown. */
export interface DryRunSide {
  readonly count: number;
  /** Those seen last. */
  readonly users: readonly DryRunUser[];
}

/** What changes when the asked rule takes the place of the deployed one. */
export interface DryRunDifference {
  /** The deployed pack has no such rule: everybody that matches is gained. */
  readonly isNew: boolean;
  readonly gained: DryRunSide;
  readonly lost: DryRunSide;
}

export interface DryRunRule {
  readonly rule: string;
  readonly matched: number;
  /** Users for whom the rule could be neither true nor false. */
  readonly unknown: number;
  /** Those of them seen last, 100 at most: whose reasons can be asked for. */
  readonly unknownUsers: readonly string[];
  /** 0..1; 0 of no users. */
  readonly rate: number;
  /** The matching users seen last. */
  readonly users: readonly DryRunUser[];
  /** Null when nothing deployed was given to compare with. */
  readonly difference: DryRunDifference | null;
  /** Null when it was not asked for. */
  readonly overlap: DryRunOverlap | null;
  /** Null when it was not asked for. */
  readonly scores: ScoreChanges | null;
}

export interface DryRunResult {
  readonly tested: number;
  readonly tier: DryRunTier;
  readonly asOf: number;
  readonly rules: readonly DryRunRule[];
  /** What the judged users share with more users than the rules saw. */
  readonly crowded: readonly CrowdedValues[];
}
