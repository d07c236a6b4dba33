import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
import { lineIndex, positionAt } from "../../dsl/source/line-index.ts";

/** A diagnostic for programs: offsets in UTF-16 units, lines and columns from 1 (columns in code points). */
export function diagnosticJson(problem: Diagnostic, files: ReadonlyMap<string, string>): object {
  const { code, severity, message, span, secondary, fixes } = problem;
  const index = lineIndex(files.get(span.file) ?? "");
  return {
    code,
    severity,
    message,
    span,
    start: positionAt(index, span.start),
    end: positionAt(index, span.end),
    secondary,
    fixes,
  };
}
