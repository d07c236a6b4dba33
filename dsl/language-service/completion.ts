import type { Span } from "../ast/node.ts";

export type CompletionKind =
  | "attribute"
  | "constant"
  | "define"
  | "field"
  | "fixture"
  | "function"
  | "keyword"
  | "list"
  | "map"
  | "member"
  | "row"
  | "rule"
  | "source";

/** One thing that may be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Its type or shape, in one short line; empty when there is none. */
  readonly detail: string;
  readonly doc: string;
  readonly insert: string;
  /** The text it replaces. */
  readonly replace: Span;
}

/** A completion before its place is known. */
export type Candidate = Omit<Completion, "replace" | "insert"> & { readonly insert?: string };
