import { readFile } from "node:fs/promises";
import { z } from "zod";
import { factsFileSchema, type FactsFile } from "./facts-file.ts";

/** A facts file cannot be used. The message is one sentence for the person who starts Tocsin. */
export class FactsError extends Error {
  override readonly name = "FactsError";
}

/** @throws FactsError */
export async function readFactsFile(path: string): Promise<FactsFile> {
  try {
    return factsFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).split("\n")[0] : String(error);
    throw new FactsError(`the facts file ${path} cannot be used: ${reason}`, { cause: error });
  }
}
