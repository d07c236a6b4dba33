import { z } from "zod";
import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
import { defineCommand } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { diagnosticJson } from "../output/diagnostic-json.ts";
import { countProblems, plural, printDiagnostics } from "../output/print-diagnostics.ts";
import { costTable, ruleCosts } from "../output/rule-costs.ts";
import { checkWorkspace, openWorkspace } from "../workspace/open-workspace.ts";

/** What is wrong with rules, found without running them and without a database. */
export const checkCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    { flags: "--strict", description: "warnings count too: exit code 2" },
    { flags: "--cost", description: "what each rule costs a user at most" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    strict: z.boolean().default(false),
    cost: z.boolean().default(false),
  }),
  async run({ paths, strict, cost }, { host, output }) {
    const workspace = await openWorkspace(paths, host);
    const { pack, diagnostics, texts } = checkWorkspace(workspace);
    const costs = cost && pack !== null ? ruleCosts(pack, workspace.subjects) : [];
    const subjects = new Set([...workspace.subjects].map(workspace.shown));
    const asked = diagnostics.filter(({ span }) => subjects.has(span.file));
    if (output.format === "json") {
      output.json("check", {
        files: subjects.size,
        diagnostics: asked.map((problem) => diagnosticJson(problem, texts)),
        ...(cost ? { costs } : {}),
      });
    } else {
      printDiagnostics(asked, texts, output);
      if (costs.length > 0) output.print(costTable(costs));
      output.note(`${plural(subjects.size, "file")} checked: ${countProblems(asked)}`);
    }
    return exitCodeOf(asked, strict);
  },
});

function exitCodeOf(problems: readonly Diagnostic[], strict: boolean): ExitCode {
  if (problems.some(({ severity }) => severity === "error")) return EXIT.errors;
  return strict && problems.length > 0 ? EXIT.warnings : EXIT.fine;
}
