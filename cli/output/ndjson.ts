import { diagnosticJson } from "./diagnostic-json.ts";
import { JSON_VERSION } from "./output.ts";
import type { ProblemReport } from "./problem-report.ts";

/** A JSON document a line and problem: what can be read before all is written. */
export function ndjsonText({ kind, problems, texts }: ProblemReport): string {
  return problems
    .map((problem) => `${JSON.stringify({ version: JSON_VERSION, kind, ...diagnosticJson(problem, texts) })}\n`)
    .join("");
}
