import { placeOf } from "./place.ts";
import type { ProblemReport } from "./problem-report.ts";

/** A line a problem, as compilers write it and editors read it: `path:line:column: severity[code]: message`. */
export function compactText({ problems, texts }: ProblemReport): string {
  const lines = problems.map(({ code, severity, message, span }) => {
    const { line, column } = placeOf(span, texts).start;
    return `${span.file}:${line}:${column}: ${severity}[${code}]: ${message}\n`;
  });
  return lines.join("");
}
