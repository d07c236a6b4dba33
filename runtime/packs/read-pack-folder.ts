import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PackError } from "./pack-error.ts";

/** A text file of a pack under its path inside the pack, with `/`. */
export interface PackText {
  readonly path: string;
  readonly text: string;
}

export interface PackFolder {
  /** `.tocsin` files, by path. */
  readonly files: readonly PackText[];
  /** `.txt` files, which lists may name. */
  readonly lists: readonly PackText[];
}

const LARGEST_FILE_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 10_000;
const DEEPEST = 8;
/**
 * Opened at once. Each file takes half a dozen turns of the event loop: read one after the other, the files of the built-in pack kept a busy
 * server from its new rules for seconds.
 */
const FILES_AT_ONCE = 64;

/**
 * Reads a pack's folder, or only the named folders in it. Links are not followed and hidden files are left out: a pack is what lies in it.
 *
 * @throws PackError for a folder that cannot be read, a file that is too large or is no UTF-8.
 */
export async function readPackFolder(root: string, only?: readonly string[]): Promise<PackFolder> {
  const starts = only ?? [""];
  const found = (await Promise.all(starts.map((start) => findTexts(root, start, 0)))).flat();
  if (found.length > MOST_FILES) throw new PackError(`the pack at ${root} has more than ${MOST_FILES} files`);
  const paths = found.toSorted((a, b) => (a < b ? -1 : 1));
  const texts: PackText[] = [];
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE) {
    const together = paths.slice(start, start + FILES_AT_ONCE);
    texts.push(
      ...(await Promise.all(together.map(async (path) => ({ path, text: await readText(join(root, path)) })))),
    );
  }
  return {
    files: texts.filter(({ path }) => path.endsWith(".tocsin")),
    lists: texts.filter(({ path }) => path.endsWith(".txt")),
  };
}

/** Paths of the files of a folder and of those in it, in no order. */
async function findTexts(root: string, folder: string, depth: number): Promise<readonly string[]> {
  if (depth > DEEPEST) throw new PackError(`the pack at ${root} is nested too deeply at ${folder}`);
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    throw new PackError(`the pack at ${join(root, folder)} cannot be read: ${String(error)}`, { cause: error });
  });
  const found = entries.map((entry): readonly string[] | Promise<readonly string[]> => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (entry.isDirectory()) return findTexts(root, path, depth + 1);
    return entry.isFile() && /\.(?:tocsin|txt)$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function readText(file: string): Promise<string> {
  const { size } = await lstat(file);
  if (size > LARGEST_FILE_BYTES) throw new PackError(`${file} is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MB`);
  try {
    // A byte-order mark stays: the parser reports it with its place.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    throw new PackError(`${file} is not UTF-8`, { cause: error });
  }
}
