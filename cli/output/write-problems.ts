import { compactText } from "./compact.ts";
import { diagnosticJson } from "./diagnostic-json.ts";
import { githubText } from "./github.ts";
import { ndjsonText } from "./ndjson.ts";
import type { Output } from "./output.ts";
import { countProblems, plural, printDiagnostics } from "./print-diagnostics.ts";
import type { ProblemReport } from "./problem-report.ts";
import { sarifText } from "./sarif.ts";

/** What was found, in the format that was asked for; people also get a count. */
export function writeProblems(report: ProblemReport, output: Output): void {
  const { kind, files, problems, texts, details = {} } = report;
  switch (output.format) {
    case "json":
      output.json(kind, { files, diagnostics: problems.map((problem) => diagnosticJson(problem, texts)), ...details });
      return;
    case "ndjson":
      output.write(ndjsonText(report));
      return;
    case "sarif":
      output.write(sarifText(report));
      return;
    case "github":
      output.write(githubText(report));
      break;
    case "compact":
      output.write(compactText(report));
      break;
    case "pretty":
      printDiagnostics(problems, texts, output);
      break;
  }
  output.note(`${plural(files, "file")} ${kind}ed: ${countProblems(problems)}`);
}
