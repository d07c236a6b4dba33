import type { z } from "zod";
import type { ExitCode } from "./exit-code.ts";
import type { Host } from "./host.ts";
import type { Format } from "./output/format.ts";
import type { Output } from "./output/output.ts";

export interface FlagSpec {
  /** As commander reads it: `--limit <n>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times; its values come as an array. */
  readonly repeatable?: boolean;
}

export interface CommandContext {
  readonly host: Host;
  readonly output: Output;
}

/** A command as the help page lists it. Its module is loaded when it is asked for: a check needs no server and no database. */
export interface CommandEntry {
  /** One word, or two for a command of a group: `key add`. */
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export interface Command {
  /** As commander reads it: `[paths...]`, `<user> <decision>`. */
  readonly arguments?: string;
  readonly flags: readonly FlagSpec[];
  /** What `--format` may be; `pretty` and `json` when it is left out. */
  readonly formats?: readonly Format[];
  /** `given` holds flags by their camel-case names and arguments by theirs, as text. */
  run(given: Readonly<Record<string, unknown>>, context: CommandContext): Promise<ExitCode>;
}

export interface CommandSpec<S extends z.ZodType> extends Omit<Command, "run"> {
  readonly options: S;
  run(options: z.output<S>, context: CommandContext): Promise<ExitCode>;
}

/** A command whose options are parsed before it runs. Options that do not parse are a usage error. */
export function defineCommand<S extends z.ZodType>(spec: CommandSpec<S>): Command {
  return { ...spec, run: (given, context) => spec.run(parseOptions(spec.options, given), context) };
}

/** Wrong usage; the message names the flag. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

function parseOptions<S extends z.ZodType>(options: S, given: Readonly<Record<string, unknown>>): z.output<S> {
  const parsed = options.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path.join(".") ?? "";
  throw new UsageError(`${flagOf(name)}: ${issue?.message ?? "cannot be read"}`);
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
