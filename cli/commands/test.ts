import { z } from "zod";
import { runTests, testsOf, type CaseResult, type RunTestsOptions } from "../../compiler/index.ts";
import type { BoundPack, BoundTest } from "../../dsl/binder/bound.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, UsageError, type CommandContext } from "../command.ts";
import { withDatabase } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { printDiagnostics } from "../output/print-diagnostics.ts";
import { printTestResults, testResultsJson, type TestReport } from "../output/test-results.ts";
import { checkWorkspace, openWorkspace } from "../workspace/open-workspace.ts";

/** Runs the tests that stand beside the rules, each on both targets. */
export const testCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    { flags: "--run <pattern>", description: "only tests whose title or file matches this regular expression" },
    { flags: "--backend <target>", description: "both, ts or sql" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    run: z.string().optional(),
    backend: z.enum(["both", "ts", "sql"]).default("both"),
  }),
  async run({ paths, run: pattern, backend }, context) {
    const { host, output } = context;
    const workspace = await openWorkspace(paths, host);
    const { pack, diagnostics, texts } = checkWorkspace(workspace);
    if (pack === null) return refuse(context, diagnostics, texts);
    const matches = titleFilter(pattern);
    const select = ({ title, span: { file } }: BoundTest) =>
      workspace.subjects.has(file) && (matches(title) || matches(workspace.shown(file)));
    if (!testsOf(pack).some(select)) throw new CliError("no test matches");
    const started = performance.now();
    const results = (await runOn(backend, pack, select, host)).map((result) => forTargets(result, backend));
    const report: TestReport = {
      results,
      texts: textsByPath(workspace.files),
      shown: workspace.shown,
      milliseconds: performance.now() - started,
    };
    if (output.format === "json") output.json("test", testResultsJson(report));
    else printTestResults(report, output);
    return results.some(({ failures }) => failures.length > 0) ? EXIT.tests : EXIT.fine;
  },
});

type Backend = "both" | "ts" | "sql";

function refuse(
  { output }: CommandContext,
  ...[diagnostics, texts]: [Parameters<typeof printDiagnostics>[0], ReadonlyMap<string, string>]
) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(errors, texts, output);
  output.note("the rules have errors: no test was run");
  return EXIT.errors;
}

function titleFilter(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) return () => true;
  try {
    const expression = new RegExp(pattern);
    return (text) => expression.test(text);
  } catch {
    throw new UsageError(`--run: ${pattern} is not a regular expression`);
  }
}

function runOn(
  backend: Backend,
  pack: BoundPack,
  select: (test: BoundTest) => boolean,
  host: Host,
): Promise<readonly CaseResult[]> {
  if (backend === "ts") return runTests(pack, { select });
  return withDatabase(host, ({ pool }) => {
    const run: RunTestsOptions["run"] = async ({ sql, parameters }) => (await pool.query(sql, [...parameters])).rows;
    return runTests(pack, { select, run });
  });
}

/** TypeScript always runs: it costs nothing and explains the failures. */
function forTargets(result: CaseResult, backend: Backend): CaseResult {
  return backend === "sql" ? { ...result, failures: result.failures.filter(({ target }) => target === "sql") } : result;
}

function textsByPath(files: readonly { readonly path: string; readonly text: string }[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
