import type { Notify } from "./notice.ts";
import type { Outcome } from "./read-outcomes.ts";

/** How many events came to which end. */
export interface Tally {
  readonly stored: number;
  /** Known to the server as stored by an earlier try. One that is under load may count them as `stored`. */
  readonly repeated: number;
  readonly rejected: number;
}

/** What became of a local log that was sent. */
export interface Resent extends Tally {
  /** Events that are still in the file: the server could not be reached again. */
  readonly unsent: number;
  /** Lines that were cut off or are no batch. */
  readonly unreadable: number;
}

export const NOTHING: Tally = { stored: 0, repeated: 0, rejected: 0 };

/** Counts outcomes and tells what their sender should mend. */
export function tallyOf(outcomes: readonly Outcome[], notify: Notify): Tally {
  for (const each of outcomes) {
    if (each.outcome === "rejected") notify({ kind: "rejected", field: each.field, message: each.message });
    if (each.outcome === "stored" && each.corrections.length > 0)
      notify({ kind: "corrected", corrections: each.corrections });
  }
  const count = (outcome: Outcome["outcome"]) => outcomes.filter((each) => each.outcome === outcome).length;
  return { stored: count("stored"), repeated: count("repeated"), rejected: count("rejected") };
}

export function plus(a: Tally, b: Tally): Tally {
  return { stored: a.stored + b.stored, repeated: a.repeated + b.repeated, rejected: a.rejected + b.rejected };
}
