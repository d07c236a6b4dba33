import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPack, type ParsedFile } from "../../dsl/checks/check-pack.ts";
import { createDeclarationMemory } from "../../dsl/checks/declaration-memory.ts";
import { parseFile, type Diagnostic, type PackFile } from "../../dsl/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Checks a text as a file of a pack that is laid over the built-in one. */
export interface LaidOverCheck {
  /** What is wrong with the file at `path` (below `user/`); `others` lie beside it. */
  (
    path: string,
    text: string,
    others?: readonly PackFile[],
    listFiles?: ReadonlyMap<string, string>,
  ): readonly Diagnostic[];
  /** Of the built-in pack, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The built-in pack is read and parsed once. */
export function createLaidOverCheck(): LaidOverCheck {
  const paths = ["rules", "presets"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  );
  const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
  const theirs = paths
    .filter((path) => path.endsWith(".tocsin"))
    .map((path): ParsedFile => {
      const file = { path, text: read(path) };
      return { ...file, ...parseFile(file), builtin: true };
    });
  const lists = new Map(paths.filter((path) => path.endsWith(".txt")).map((path) => [path, read(path)]));
  const memory = createDeclarationMemory();
  const check: (...given: Parameters<LaidOverCheck>) => readonly Diagnostic[] = (
    path,
    text,
    others = [],
    listFiles = new Map(),
  ) =>
    checkPack(
      { files: [...theirs, ...others, { path, text, builtin: false }], listFiles: new Map([...lists, ...listFiles]) },
      memory,
    ).diagnostics.filter(({ span }) => span.file === path);
  return Object.assign(check, { texts: new Map(theirs.map(({ path, text }) => [path, text])) });
}
