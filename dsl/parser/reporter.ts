import type { Span } from "../ast/node.ts";
import type { DiagnosticCode, DiagnosticParams } from "../diagnostics/catalog.ts";
import { diagnostic, type Diagnostic, type DiagnosticExtras } from "../diagnostics/diagnostic.ts";

/** Collects the problems of one file; spans are offsets in it. */
export interface Reporter {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The span of a range of the file. */
  span(start: number, end: number): Span;
  report<C extends DiagnosticCode>(code: C, span: Span, params: DiagnosticParams<C>, extras?: DiagnosticExtras): void;
}

export function createReporter(file: string): Reporter {
  const diagnostics: Diagnostic[] = [];
  return {
    file,
    diagnostics,
    span: (start, end) => ({ file, start, end }),
    report: (code, span, params, extras) => void diagnostics.push(diagnostic(code, span, params, extras)),
  };
}
