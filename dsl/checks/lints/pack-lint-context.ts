import type { SourceFile } from "../../ast/declaration.ts";
import type { Span } from "../../ast/node.ts";
import type { BoundPack, BoundValue } from "../../binder/bound.ts";
import type { Interval } from "../../binder/interval.ts";
import type { Symbols } from "../../binder/symbols.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlacedFinding, PlacedRoot } from "./find-in-pack.ts";
import type { ReadRule } from "./read-rules.ts";

/** What a lint of a whole pack may look at; only packs without errors are linted. */
export interface PackLintContext {
  readonly pack: BoundPack;
  readonly sources: readonly SourceFile[];
  readonly symbols: Symbols;
  /** By id. */
  readonly rules: readonly ReadRule[];
  readonly roots: readonly PlacedRoot[];
  /** What the conditions of the pack have wrong with them, each alone. */
  readonly findings: readonly PlacedFinding[];
  /** Milliseconds since the epoch; null where there is no clock, and lints about time are silent. */
  readonly at: number | null;
  /** What a number can be for any user and row. */
  readonly rangeOf: (value: BoundValue) => Interval;
  readonly text: (span: Span) => string;
  readonly report: (diagnostic: Diagnostic) => void;
}
