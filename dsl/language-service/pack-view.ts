import type { Span } from "../ast/node.ts";
import type { Symbols } from "../binder/symbols.ts";
import type { Occurrence } from "./occurrence.ts";

/** A pack as the questions of an editor see it: what is declared, and where each file names what. */
export interface PackView {
  readonly paths: readonly string[];
  readonly symbols: Symbols;
  /** By place; empty for an unknown path. */
  readonly occurrences: (path: string) => readonly Occurrence[];
  readonly textOf: (span: Span) => string;
}
