import { z } from "zod";
import {
  coverageOf,
  packOfFile,
  runTests,
  testsOf,
  untestedThresholds,
  type CaseResult,
  type RunTestsOptions,
} from "../../compiler/index.ts";
import type { BoundPack, BoundTest } from "../../dsl/binder/bound.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, UsageError, type CommandContext } from "../command.ts";
import { withDatabase } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { coveredPercent, coverageJson, printCoverage, type CoverageReport } from "../output/coverage-report.ts";
import { printDiagnostics } from "../output/print-diagnostics.ts";
import { printTestResults, testResultsJson, type TestReport } from "../output/test-results.ts";
import { checkWorkspace, openWorkspace, type Workspace } from "../workspace/open-workspace.ts";

/** Runs the tests that stand beside the rules, each on both targets. */
export const testCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    { flags: "--run <pattern>", description: "only tests whose title or file matches this regular expression" },
    { flags: "--backend <target>", description: "both, ts or sql" },
    {
      flags: "--coverage",
      description: "say which answers of conditions no test saw, and which thresholds no test stands at",
    },
    { flags: "--min-coverage <percent>", description: "exit with 4 when less than this is covered" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    run: z.string().optional(),
    backend: z.enum(["both", "ts", "sql"]).default("both"),
    coverage: z.boolean().default(false),
    minCoverage: z.coerce.number().min(0).max(100).optional(),
  }),
  async run({ paths, run: pattern, backend, coverage: wantsCoverage, minCoverage }, context) {
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
    const failed = results.some(({ failures }) => failures.length > 0);
    const covered =
      wantsCoverage || minCoverage !== undefined ? await coverageReport(pack, workspace, { select, failed }) : null;
    if (output.format === "json")
      output.json("test", { ...testResultsJson(report), ...(covered && { coverage: coverageJson(covered) }) });
    else {
      printTestResults(report, output);
      if (covered !== null) printCoverage(covered, output);
    }
    if (failed) return EXIT.tests;
    if (covered === null || minCoverage === undefined || coveredPercent(covered.coverage) >= minCoverage)
      return EXIT.fine;
    output.note(`less than ${minCoverage}% is covered`);
    return EXIT.tests;
  },
});

/** Where tests fail, thresholds cannot be moved to see whether a test notices. */
async function coverageReport(
  pack: BoundPack,
  workspace: Workspace,
  { select, failed }: { readonly select: (test: BoundTest) => boolean; readonly failed: boolean },
): Promise<CoverageReport> {
  const isWanted = (file: string) => workspace.subjects.has(file);
  // All subjects are of one layer.
  const [first = ""] = workspace.subjects;
  return {
    coverage: coverageOf(pack, { isWanted, select }),
    untested: failed ? [] : await untestedThresholds(packOfFile(pack, first), { isWanted }),
    texts: textsByPath(workspace.files),
    shown: workspace.shown,
  };
}

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
