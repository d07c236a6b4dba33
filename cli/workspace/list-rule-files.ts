import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CliError } from "../cli-error.ts";

const SUFFIX = ".tocsin";
/** Folders that never hold rules. */
const SKIPPED = new Set(["node_modules", "dist", "coverage"]);

/**
 * The rule files that a path list names, absolute, sorted, each once: files as they are, folders with all below them.
 *
 * @throws CliError when a path does not exist, or when nothing is found at all.
 */
export async function listRuleFiles(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const found = await findRuleFiles(paths, cwd);
  if (found.length === 0) throw new CliError(`no ${SUFFIX} file in ${paths.join(", ")}`);
  return found;
}

/** The same, but finding nothing is no failure. */
export async function findRuleFiles(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const file of await filesAt(resolve(cwd, path), path)) found.add(await realpath(file));
  }
  return [...found].toSorted();
}

async function filesAt(absolute: string, path: string): Promise<readonly string[]> {
  const found = await stat(absolute).catch(() => null);
  if (found === null) throw new CliError(`${path} does not exist`);
  if (found.isDirectory()) return filesBelow(absolute);
  if (!path.endsWith(SUFFIX)) throw new CliError(`${path} is not a ${SUFFIX} file`);
  return [absolute];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile() && entry.name.endsWith(SUFFIX)) return [path];
      const enters = entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name);
      return enters ? filesBelow(path) : [];
    }),
  );
  return found.flat();
}
