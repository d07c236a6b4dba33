import type { Span } from "../ast/node.ts";
import { CATALOG, type DiagnosticCode, type DiagnosticParams } from "./catalog.ts";
import type { CatalogEntry, Severity } from "./catalog/entry.ts";

/** A place that says why, shown under the primary one. */
export interface SecondarySpan {
  readonly span: Span;
  readonly message: string;
}

/** Replaces the text of `span`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A repair that a tool may apply: the edits do not overlap and lie in one file. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** It changes nothing that the text means: a tool may apply it unasked. */
  readonly safe?: true;
}

/** A problem for the author of a rule: a value that is collected, never thrown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly secondary: readonly SecondarySpan[];
  readonly fixes: readonly Fix[];
}

export interface DiagnosticExtras {
  readonly secondary?: readonly SecondarySpan[];
  readonly fixes?: readonly Fix[];
}

/**
 * Builds the diagnostic of a code; wrong codes and parameters do not compile.
 *
 * @example
 * diagnostic("TC0022", span, { open: "{" }).message; // "`{` is never closed"
 */
export function diagnostic<C extends DiagnosticCode>(
  code: C,
  span: Span,
  params: DiagnosticParams<C>,
  { secondary = [], fixes = [] }: DiagnosticExtras = {},
): Diagnostic {
  // The catalogue's type pairs each code with its parameters; TypeScript cannot carry that pairing through the index.
  const entry = CATALOG[code] as CatalogEntry<DiagnosticParams<C>>;
  return { code, severity: entry.severity, message: entry.message(params), span, secondary, fixes };
}

/** By file, then place, then code: the order in which every tool prints. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
