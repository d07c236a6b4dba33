import type { CrowdedValues } from "./crowded-values.ts";
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

export interface DryRunRule {
  readonly rule: string;
  readonly matched: number;
  /** Users for whom the rule could be neither true nor false. */
  readonly unknown: number;
  /** 0..1; 0 of no users. */
  readonly rate: number;
  /** The matching users seen last. */
  readonly users: readonly DryRunUser[];
}

export interface DryRunResult {
  readonly tested: number;
  readonly tier: DryRunTier;
  readonly asOf: number;
  readonly rules: readonly DryRunRule[];
  /** What the judged users share with more users than the rules saw. */
  readonly crowded: readonly CrowdedValues[];
}
