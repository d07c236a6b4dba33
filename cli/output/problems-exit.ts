import type { Diagnostic, Severity } from "../../dsl/diagnostics/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

/** Errors fail always, warnings where they are to. */
export function problemsExit(problems: readonly Diagnostic[], failLevel: Severity): ExitCode {
  if (problems.some(({ severity }) => severity === "error")) return EXIT.errors;
  return failLevel === "warning" && problems.length > 0 ? EXIT.warnings : EXIT.fine;
}
