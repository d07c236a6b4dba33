import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { format } from "../../dsl/format/index.ts";
import type { Diagnostic } from "../../dsl/diagnostics/index.ts";
import { defineCommand, UsageError, type CommandContext } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { diagnosticJson } from "../output/diagnostic-json.ts";
import { patchOf } from "../output/patch.ts";
import { plural, printDiagnostics } from "../output/print-diagnostics.ts";
import { listRuleFiles } from "../workspace/list-rule-files.ts";
import { readText } from "../workspace/read-text.ts";
import { shownPath } from "../workspace/shown-path.ts";

/** The canonical form of rule files. Without a flag it is printed; nothing is written without `--write`. */
export const fmtCommand = defineCommand({
  arguments: "[paths...]",
  flags: [
    { flags: "--check", description: "name the files that are not canonical; exit code 2 when there are any" },
    { flags: "--diff", description: "show what would change" },
    { flags: "--write", description: "write the canonical form into the files" },
    { flags: "--stdin-filepath <path>", description: "the name of the text on standard input" },
  ],
  options: z.object({
    paths: z.array(z.string()).default([]),
    check: z.boolean().default(false),
    diff: z.boolean().default(false),
    write: z.boolean().default(false),
    stdinFilepath: z.string().optional(),
  }),
  async run(options, context) {
    const files = await readFiles(options, context.host);
    const results = files.map(formatOne);
    if (context.output.format === "json") printJson(results, context);
    else printPretty(results, options, context);
    if (options.write) await writeChanged(results);
    return exitCodeOf(results, options);
  },
});

interface Options {
  readonly check: boolean;
  readonly diff: boolean;
  readonly write: boolean;
}

interface Input {
  readonly shown: string;
  /** Null for standard input. */
  readonly absolute: string | null;
  readonly text: string;
}

interface Result extends Input {
  readonly formatted: string;
  /** Only of files that cannot be read as rules: those stay as they are. */
  readonly problems: readonly Diagnostic[];
}

async function readFiles(
  { paths, stdinFilepath, write }: { paths: readonly string[]; stdinFilepath?: string | undefined; write: boolean },
  host: Host,
): Promise<readonly Input[]> {
  const fromStdin = stdinFilepath !== undefined || paths.includes("-");
  if (!fromStdin) {
    const absolutes = await listRuleFiles(paths.length === 0 ? ["."] : paths, host.cwd);
    return Promise.all(absolutes.map((absolute) => readInput(absolute, host)));
  }
  if (write) throw new UsageError("--write: there is no file to write when the text comes from standard input");
  return [{ shown: stdinFilepath ?? "stdin.tocsin", absolute: null, text: await host.readStdin() }];
}

async function readInput(absolute: string, { cwd }: Host): Promise<Input> {
  const shown = shownPath(absolute, cwd);
  return { shown, absolute, text: await readText(absolute, shown) };
}

function formatOne(input: Input): Result {
  const { text, diagnostics } = format({ path: input.shown, text: input.text });
  const problems = diagnostics.filter(({ severity }) => severity === "error");
  return { ...input, formatted: problems.length === 0 ? text : input.text, problems };
}

const changes = ({ text, formatted }: Result): boolean => text !== formatted;

function printPretty(results: readonly Result[], { check, diff, write }: Options, { output }: CommandContext): void {
  const broken = results.filter(({ problems }) => problems.length > 0);
  for (const { problems, shown, text } of broken) printDiagnostics(problems, new Map([[shown, text]]), output);
  const changed = results.filter(changes);
  if (diff) for (const result of changed) output.print(patchOf(result.shown, result.text, result.formatted));
  else if (check) for (const { shown } of changed) output.print(shown);
  else if (!write)
    for (const { formatted, problems } of results)
      if (problems.length === 0) output.print(formatted.replace(/\n$/, ""));
  if (write) output.note(`${plural(changed.length, "file")} of ${results.length} rewritten`);
  else if (check) output.note(`${plural(changed.length, "file")} of ${results.length} not in canonical form`);
}

function printJson(results: readonly Result[], { output }: CommandContext): void {
  output.json("fmt", {
    files: results.map((result) => ({
      path: result.shown,
      canonical: !changes(result) && result.problems.length === 0,
      formatted: result.formatted,
      diagnostics: result.problems.map((problem) => diagnosticJson(problem, new Map([[result.shown, result.text]]))),
    })),
  });
}

async function writeChanged(results: readonly Result[]): Promise<void> {
  for (const result of results.filter(changes)) {
    if (result.absolute !== null) await writeFile(result.absolute, result.formatted);
  }
}

function exitCodeOf(results: readonly Result[], { check }: Options): ExitCode {
  if (results.some(({ problems }) => problems.length > 0)) return EXIT.errors;
  return check && results.some(changes) ? EXIT.warnings : EXIT.fine;
}
