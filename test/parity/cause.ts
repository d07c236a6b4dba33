import type { RuleDifference } from "./difference.ts";

/** A reason for which Tocsin judges otherwise on purpose, as a predicate. */
export interface Cause {
  /** Also the heading in docs/parity.md. */
  readonly name: string;
  /** Among the defects of the reference system that Tocsin set out to mend; any other cause explains few pairs. */
  readonly announced: boolean;
  readonly explains: (difference: RuleDifference) => boolean;
}
