import { readFile } from "node:fs/promises";
import { CliError } from "../cli-error.ts";

/** A file's text; a byte order mark stays, the checker names it. */
export async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new CliError(`${shown} cannot be read`);
  }
}
