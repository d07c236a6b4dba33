import { codeFrame, type Diagnostic } from "../../dsl/diagnostics/index.ts";
import type { Output } from "./output.ts";

/** Code frames, an empty line after each. */
export function printDiagnostics(
  problems: readonly Diagnostic[],
  files: ReadonlyMap<string, string>,
  { print, colors }: Output,
): void {
  for (const problem of problems) print(`${codeFrame(problem, files, { color: colors.isColorSupported })}\n`);
}

/** `2 errors and 1 warning` */
export function countProblems(problems: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]) =>
    problems.filter((problem) => problem.severity === severity).length;
  const parts = [plural(count("error"), "error"), plural(count("warning"), "warning")].filter(
    (part) => !part.startsWith("0"),
  );
  return parts.length === 0 ? "no problems" : parts.join(" and ");
}

/** `1 rule`, `2 rules` */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
