import type { ReEnrichedKind } from "../db/schema.ts";
import type { LookupId } from "./lookup-ids.ts";

/** What was told, by column; null is unknown also to who was asked. Moments are ISO texts. */
export type ToldFacts = Readonly<Record<string, boolean | string | null>>;

export const LOOKUP_FAILURES = ["timeout", "error", "not_applicable"] as const;
/** `not_applicable`: nobody can be asked about this subject, for a top-level domain has no such service. */
export type LookupFailure = (typeof LOOKUP_FAILURES)[number];

/** A failure says nothing of the subject. */
export type LookupAnswer =
  | { readonly kind: "told"; readonly facts: ToldFacts; readonly keptMs: number }
  | { readonly kind: "failure"; readonly reason: LookupFailure; readonly keptMs?: number }
  /** Who is asked wants to be left alone for a while; null does not say how long. */
  | { readonly kind: "busy"; readonly forMs: number | null }
  /** Who is asked will answer nothing until the settings are others. */
  | { readonly kind: "refused"; readonly sentence: string };

/**
 * Somebody who is asked over the network, one subject a question. What one provider tells lies below all that an operator brought and all
 * that comes with Tocsin: it is asked only about what those leave unknown.
 */
export interface LookupProvider {
  readonly id: LookupId;
  /** Whose facts these are. */
  readonly about: ReEnrichedKind;
  readonly facts: readonly string[];
  /** Questions under way at once. */
  readonly atOnce: number;
  readonly deadlineMs: number;
  /** What is sent of an e-mail address or a canonical IP address; null when it is not asked about. */
  subjectOf(value: string): string | null;
  /** The signal ends at the deadline and when the process stops. */
  ask(subject: string, signal: AbortSignal): Promise<LookupAnswer>;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
