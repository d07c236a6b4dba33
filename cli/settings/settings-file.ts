import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseDocument, type SchemaOptions } from "yaml";
import { reasonOf } from "../../runtime/db/database-error.ts";
import { CliError } from "../cli-error.ts";

/** Settings by the names of their environment variables. */
export type Settings = Readonly<Record<string, string>>;

/** Relative to the file, as whoever writes the file sees them; in the environment they are relative to where the command runs. */
const PATHS = new Set(["TOCSIN_DATA", "TOCSIN_PG_BIN", "TOCSIN_RULES", "TOCSIN_FACTS", "TOCSIN_SOURCES"]);

/** Values stay as they are written: read as a number, the password 0123 would be 123, and 1e10 another one. */
const AS_WRITTEN: SchemaOptions = { schema: "failsafe", customTags: ["null"] };

/**
 * The settings of a file in YAML, of which JSON is a part. Numbers, `true` and `false` are written as they are, lists as lists.
 *
 * @throws CliError with a sentence for each mistake, without a value: it may be a password.
 */
export function readSettingsFile(path: string): Settings {
  const document = parseDocument(readText(path), AS_WRITTEN);
  if (document.errors.length > 0)
    throw new CliError(document.errors.map(({ linePos, code }) => notYaml(path, linePos?.[0].line, code)).join("\n"));
  const content: unknown = document.toJS();
  if (content === null) return {};
  if (typeof content !== "object" || Array.isArray(content))
    throw new CliError(`${path} does not hold settings: write a line such as \`PORT: 8585\` for each`);
  const wrong: string[] = [];
  const settings = Object.entries(content).flatMap(([name, value]: [string, unknown]) => {
    const text = textOf(value);
    if (text === undefined) wrong.push(`the setting ${name} of ${path} cannot be used: ${WANTED}`);
    return text === undefined || text === "" ? [] : [[name, isPath(name) ? absolute(text, path) : text]];
  });
  if (wrong.length > 0) throw new CliError(wrong.join("\n"));
  return Object.fromEntries(settings) as Settings;
}

const WANTED = "a text, a number, true, false, or a list of them";

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CliError(`the file of settings cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

// The parser's own message shows the line.
function notYaml(path: string, line: number | undefined, code: string): string {
  const what = code === "DUPLICATE_KEY" ? "a setting stands twice" : "it is neither YAML nor JSON";
  return `${path}${line === undefined ? "" : `:${line}`} cannot be read: ${what}`;
}

/** Undefined for what is no value of a setting; empty for one that is not set. */
function textOf(value: unknown): string | undefined {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  const parts = value.map((part: unknown) => (Array.isArray(part) ? undefined : textOf(part)));
  return parts.includes(undefined) ? undefined : parts.join(",");
}

function isPath(name: string): boolean {
  return PATHS.has(name) || name.endsWith("_FILE");
}

function absolute(paths: string, file: string): string {
  return paths
    .split(",")
    .map((path) => resolve(dirname(file), path.trim()))
    .join(",");
}
