import { z } from "zod";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { explainCode } from "../output/explain-code.ts";
import { FORMATS } from "../output/format.ts";
import { problemsExit } from "../output/problems-exit.ts";
import { costTable, ruleCosts } from "../output/rule-costs.ts";
import { writeProblems } from "../output/write-problems.ts";
import { aboutSubjects, checkWorkspace, openWorkspace } from "../workspace/open-workspace.ts";

/** What is wrong with rules, found without running them and without a database. */
export const checkCommand = defineCommand({
  arguments: "[paths...]",
  formats: FORMATS,
  flags: [
    { flags: "--strict", description: "warnings count too: exit code 2" },
    { flags: "--cost", description: "what each rule costs a user at most" },
    { flags: "--explain <code>", description: "what a code such as TC0301 means, what to avoid and what to prefer" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    strict: z.boolean().default(false),
    cost: z.boolean().default(false),
    explain: z.string().optional(),
  }),
  async run({ paths, strict, cost, explain }, { host, output }) {
    if (explain !== undefined) {
      await explainCode(explain, host, output);
      return EXIT.fine;
    }
    const workspace = await openWorkspace(paths, host);
    const { pack, diagnostics, texts } = checkWorkspace(workspace);
    const costs = cost && pack !== null ? ruleCosts(pack, workspace.subjects) : [];
    const problems = aboutSubjects(diagnostics, workspace);
    const details = cost ? { costs } : {};
    writeProblems({ kind: "check", files: workspace.subjects.size, problems, texts, details }, output);
    if (output.format === "pretty" && costs.length > 0) output.print(costTable(costs));
    return problemsExit(problems, strict ? "warning" : "error");
  },
});
