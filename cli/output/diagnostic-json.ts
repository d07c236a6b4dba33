import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
import { placeOf } from "./place.ts";

/** A diagnostic for programs: offsets in UTF-16 units, lines and columns from 1 (columns in code points). */
export function diagnosticJson(problem: Diagnostic, files: ReadonlyMap<string, string>): object {
  const { code, severity, message, span, secondary, fixes } = problem;
  return {
    code,
    severity,
    message,
    span,
    ...placeOf(span, files),
    secondary,
    fixes,
  };
}
