import { Command as Program, CommanderError } from "commander";
import { DatabaseError } from "../runtime/db/database-error.ts";
import { CliError } from "./cli-error.ts";
import { UsageError, type Command, type CommandEntry, type FlagSpec } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import { PLAIN_FORMATS } from "./output/format.ts";
import { createOutput, GLOBAL_OPTIONS } from "./output/output.ts";

/** Runs one command line (without the program's name) and returns the exit code. Never throws, never exits. */
export async function runCli(
  argv: readonly string[],
  commands: readonly CommandEntry[],
  host: Host,
  version: string,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Program("tocsin").description("Write, check, test and run rules about users.");
  program.version(version, "--version");
  const asked = askedFor(argv);
  try {
    for (const { name, summary, load } of commands) {
      const words = name.split(" ");
      const sub = groupOf(program, words.slice(0, -1))
        .command(words.at(-1) ?? "")
        .description(summary);
      if (words[0] !== asked) continue;
      const command = await load();
      addArguments(sub, command.arguments);
      for (const flag of command.flags) addFlag(sub, flag);
      addGlobalFlags(sub, command);
      sub.action(async () => {
        code = await runCommand(command, { ...sub.opts(), ...argumentsOf(sub) }, host);
      });
    }
    prepare(program, host);
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return failureOf(error, host, argv.includes("--verbose"));
  }
}

/** The first word of the command that the line runs or asks help about. */
function askedFor([first, second]: readonly string[]): string | undefined {
  return first === "help" ? second : first;
}

/** The program for one word; for two, the group of the first one. */
function groupOf(program: Program, [group]: readonly string[]): Program {
  if (group === undefined) return program;
  const known = program.commands.find((each) => each.name() === group);
  return known ?? program.command(group).description(`Commands of the group ${group}`);
}

function addArguments(program: Program, text: string | undefined): void {
  for (const name of text?.split(" ") ?? []) program.argument(name);
}

function addFlag(program: Program, { flags, description, repeatable = false }: FlagSpec): void {
  if (!repeatable) program.option(flags, description);
  else program.option(flags, description, (value, given: readonly string[] = []) => [...given, value]);
}

function addGlobalFlags(program: Program, { formats = PLAIN_FORMATS }: Command): void {
  program
    .option("--format <format>", `${formats.join(", ")}; pretty is for people`)
    .option("--color <when>", "auto, always or never")
    .option("--config <file>", "settings in YAML or JSON, where the environment has none (TOCSIN_CONFIG)")
    .option("--quiet", "no notes on standard error")
    .option("--verbose", "say more about failures");
}

function prepare(program: Program, host: Host): void {
  program.exitOverride().configureOutput({
    writeOut: (text) => host.write(text),
    writeErr: (text) => host.note(text),
    getOutHelpWidth: () => 100,
    getErrHelpWidth: () => 100,
  });
  for (const each of program.commands) prepare(each, host);
}

/** Arguments by their names: `[paths...]` as `paths`. */
function argumentsOf(program: Program): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    program.registeredArguments.map((argument, index) => [argument.name(), program.processedArgs[index]]),
  );
}

async function runCommand(command: Command, given: Readonly<Record<string, unknown>>, host: Host): Promise<ExitCode> {
  const global = GLOBAL_OPTIONS.safeParse(given);
  if (!global.success) throw new UsageError(`--${String(global.error.issues[0]?.path[0])} is not a value of this flag`);
  const { formats = PLAIN_FORMATS } = command;
  if (!formats.includes(global.data.format))
    throw new UsageError(`--format: this command writes ${formats.join(" or ")}`);
  const { config } = global.data;
  const told = config === undefined ? host : { ...host, env: { ...host.env, TOCSIN_CONFIG: config } };
  return command.run(given, { host: told, output: createOutput(host, global.data) });
}

function failureOf(error: unknown, host: Host, verbose: boolean): ExitCode {
  // Commander has said it already; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.failed;
  host.note(`tocsin: ${sentenceOf(error)}\n`);
  if (verbose && error instanceof Error && error.stack !== undefined) host.note(`${error.stack}\n`);
  return EXIT.failed;
}

const EXPECTED = [CliError, UsageError, DatabaseError];

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind) || error.name === "EnvError") return error.message;
  return `unexpected failure: ${error.message} (run again with --verbose for the details)`;
}
