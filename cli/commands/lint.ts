import { z } from "zod";
import { CATALOG, type Diagnostic } from "../../dsl/diagnostics/index.ts";
import { defineCommand } from "../command.ts";
import { FORMATS } from "../output/format.ts";
import { problemsExit } from "../output/problems-exit.ts";
import { writeProblems } from "../output/write-problems.ts";
import { lintWorkspace } from "../workspace/lint-workspace.ts";
import { aboutSubjects, openWorkspace } from "../workspace/open-workspace.ts";

const Codes = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((code) => code !== ""))
  .refine((codes) => codes.every((code) => Object.hasOwn(CATALOG, code)), "names a code that does not exist");

/** What is legal in rules and probably not meant; errors too, since a pack with errors cannot be linted. */
export const lintCommand = defineCommand({
  arguments: "[paths...]",
  formats: FORMATS,
  flags: [
    { flags: "--fail-level <severity>", description: "warning, or error: what makes the exit code 2 or 3" },
    { flags: "--disable <codes>", description: "warnings to leave out: TC0604,TC0613" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    failLevel: z.enum(["warning", "error"]).default("error"),
    disable: Codes.default([]),
  }),
  async run({ paths, failLevel, disable }, { host, output }) {
    const workspace = await openWorkspace(paths, host);
    const { diagnostics, texts } = lintWorkspace(workspace, host.now());
    const problems = aboutSubjects(diagnostics, workspace).filter((problem) => !isDisabled(problem, disable));
    writeProblems({ kind: "lint", files: workspace.subjects.size, problems, texts }, output);
    return problemsExit(problems, failLevel);
  },
});

/** Errors cannot be switched off. */
function isDisabled({ code, severity }: Diagnostic, disabled: readonly string[]): boolean {
  return severity === "warning" && disabled.includes(code);
}
