import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CliError } from "../cli-error.ts";

const PROJECT_FILE = "tocsin.json";

const ProjectFile = z.object({
  /** The folders of the pack, relative to this file. */
  roots: z.array(z.string().min(1)).min(1).default(["."]),
  /** What `--app` is when it is not given. */
  app: z.string().min(1).optional(),
});

export interface Project extends z.output<typeof ProjectFile> {
  /** The folder of `tocsin.json`. */
  readonly folder: string;
}

/** The `tocsin.json` of this folder or of the nearest one above; null when there is none. */
export async function findProject(folder: string): Promise<Project | null> {
  const text = await readFile(join(folder, PROJECT_FILE), "utf8").catch(() => null);
  if (text !== null) return { ...parseProject(text, join(folder, PROJECT_FILE)), folder };
  const above = dirname(folder);
  return above === folder ? null : findProject(above);
}

function parseProject(text: string, path: string): z.output<typeof ProjectFile> {
  try {
    return ProjectFile.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).replaceAll("\n", " ") : String(error);
    throw new CliError(`${path} cannot be used: ${reason}`);
  }
}
