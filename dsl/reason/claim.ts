import type { Span } from "../ast/node.ts";
import type { BoundValue } from "../binder/bound.ts";
import type { Domain } from "./domain.ts";

/** What a claim speaks of: a value, a sum of values, or the truth of a condition that is taken as a whole. */
export interface Term {
  /** Two terms with one key have one value for every user and row. */
  readonly key: string;
  /** Everything it can be. */
  readonly universe: Domain;
  /** For messages; null for what is no single value. */
  readonly value: BoundValue | null;
  /** Of a count of rows: more rows never make it less. Null for all else. */
  readonly measure: Measure | null;
}

export interface Measure {
  /** What is counted: only measures of one kind compare. */
  readonly kind: string;
  readonly rows: Rows;
}

/** Which rows of a source an aggregate or a quantifier looks at. */
export interface Rows {
  /** The source, and what a select says beyond the parts below. */
  readonly source: string;
  readonly last: number | null;
  readonly withinMs: number | null;
  readonly ties: readonly string[];
  /** What is true of each row; null for all rows. */
  readonly where: Claim | null;
}

/** Where a claim is written. `negated` says that the text there is claimed to be false. */
export interface Line {
  readonly span: Span;
  readonly negated: boolean;
}

/** The term lies in the domain: no more and no less than that the condition has its outcome. */
export interface Fact {
  readonly kind: "fact";
  readonly term: Term;
  readonly domain: Domain;
  /** What follows besides: of the operands of a condition that is taken as a whole. */
  readonly consequences: readonly Fact[];
  readonly line: Line;
  readonly opposite: () => Claim;
}

/** All of them, or at least one; `all` of nothing is always so, `some` of nothing never. */
export interface Joined<K extends "all" | "some"> {
  readonly kind: K;
  readonly claims: readonly Claim[];
  readonly line: Line;
  readonly opposite: () => Claim;
}

/** The claim holds for each of the rows; so it does where there are none. */
export interface EveryRow {
  readonly kind: "every_row";
  readonly rows: Rows;
  readonly claim: Claim;
  readonly line: Line;
  readonly opposite: () => Claim;
}

/** That a condition is true, or that it is false: unknown is neither. */
export type Claim = Fact | Joined<"all"> | Joined<"some"> | EveryRow;
