import pc from "picocolors";
import { z } from "zod";
import type { Host } from "../host.ts";
import { FORMATS } from "./format.ts";

export type Colors = ReturnType<typeof pc.createColors>;

export const GLOBAL_OPTIONS = z.object({
  format: z.enum(FORMATS).default("pretty"),
  color: z.enum(["auto", "always", "never"]).default("auto"),
  config: z.string().min(1).optional(),
  quiet: z.boolean().default(false),
  verbose: z.boolean().default(false),
});
export type GlobalOptions = z.output<typeof GLOBAL_OPTIONS>;

/** How a command speaks: results on standard output, notes on standard error unless it is to be quiet. */
export interface Output {
  readonly format: GlobalOptions["format"];
  readonly colors: Colors;
  /** Nothing in quiet mode. */
  note(text: string): void;
  /** Lines of a result for people. */
  print(text: string): void;
  /** A result in a format of its own, as it is. */
  write(text: string): void;
  /** A result for programs: one JSON document with the version of its schema. */
  json(kind: string, result: object): void;
  /** May a progress bar be drawn? */
  readonly showsProgress: boolean;
}

/** Raised when a field of the JSON output changes its meaning or goes away. */
export const JSON_VERSION = 1;

export function createOutput(
  host: Host,
  { format, color, quiet }: Pick<GlobalOptions, "format" | "color" | "quiet">,
): Output {
  return {
    format,
    colors: pc.createColors(wantsColor(host, color)),
    note: (text) => {
      if (!quiet) host.note(`${text}\n`);
    },
    print: (text) => host.write(`${text}\n`),
    write: (text) => host.write(text),
    json: (kind, result) => host.write(`${JSON.stringify({ version: JSON_VERSION, kind, ...result }, null, 2)}\n`),
    showsProgress: !quiet && host.notesAreTerminal,
  };
}

/** `--color` wins over `NO_COLOR` (https://no-color.org), which wins over what the terminal is. */
function wantsColor({ env, outputIsTerminal }: Host, color: GlobalOptions["color"]): boolean {
  if (color !== "auto") return color === "always";
  const { NO_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return outputIsTerminal && TERM !== "dumb";
}
