import type { Scalar } from "../../dsl/binder/bound.ts";

/** One hostile value, with the answer that the definition gives: written by hand, never copied from a run. */
export interface Row {
  /** Why the answer is what it is. */
  readonly because: string;
  /** An expression, or a condition where the type is `bool`. */
  readonly write: string;
  /** The declared type of its value, without `?`. */
  readonly type: string;
  /** The inside of `given { }`. */
  readonly given?: string;
  /** The judged moment; noon of 2026-03-01 (UTC) when left out. */
  readonly asOf?: string;
  /** Null is missing, or unknown. */
  readonly is: Scalar | null;
}

/** What is refused instead of getting a meaning that the targets could disagree on. */
export interface Refusal {
  readonly because: string;
  /** A condition. */
  readonly write: string;
  readonly code: string;
}

/** One row of the table "What both targets must agree on". */
export interface Hazard {
  readonly name: string;
  /** Declarations that rows use. */
  readonly declare?: string;
  readonly rows: readonly Row[];
  readonly refused?: readonly Refusal[];
}
