import { structuredPatch } from "diff";
import { USER_ROOT } from "../../dsl/checks/layers.ts";
import type { LoadedFile } from "../packs/load-pack.ts";
import type { PackText } from "../packs/read-pack-folder.ts";

/** A patch for one folder: of Tocsin's own repository, or of the folder of one's own rules. */
export interface DraftPatch {
  readonly of: "builtin" | "own";
  /** How many files it changes. */
  readonly files: number;
  /** As `git apply` takes it, in the folder that holds the files. */
  readonly patch: string;
}

/** What drafts change of a pack, as unified diffs: paths of one's own files start in their folder. Drafts that change nothing are left out. */
export function draftPatches(files: readonly LoadedFile[], drafts: readonly PackText[]): readonly DraftPatch[] {
  const originals = new Map(files.map((file) => [file.path, file]));
  const changed = drafts.filter(({ path, text }) => originals.get(path)?.text !== text);
  const isBuiltin = (path: string) => originals.get(path)?.builtin ?? !path.startsWith(USER_ROOT);
  return (["builtin", "own"] as const).flatMap((of) => {
    const some = changed.filter(({ path }) => isBuiltin(path) === (of === "builtin"));
    if (some.length === 0) return [];
    const patch = some.map(({ path, text }) => {
      const name = of === "own" && path.startsWith(USER_ROOT) ? path.slice(USER_ROOT.length) : path;
      return filePatch(name, originals.get(path)?.text ?? null, text);
    });
    return [{ of, files: some.length, patch: patch.join("") }];
  });
}

const CONTEXT_LINES = 3;

/** Git's own header before each file: it says of a new file that it is one, and of an empty one that it exists. */
function filePatch(name: string, before: string | null, after: string): string {
  const { hunks } = structuredPatch(name, name, before ?? "", after, undefined, undefined, { context: CONTEXT_LINES });
  const head = [
    `diff --git ${quoted(`a/${name}`)} ${quoted(`b/${name}`)}`,
    ...(before === null ? ["new file mode 100644"] : []),
    // Git refuses an empty file that nothing identifies.
    ...(hunks.length === 0 ? ["index 0000000..e69de29"] : []),
    ...(hunks.length === 0
      ? []
      : [`--- ${before === null ? "/dev/null" : quoted(`a/${name}`)}`, `+++ ${quoted(`b/${name}`)}`]),
  ];
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${startOf(oldStart, oldLines)},${oldLines} +${startOf(newStart, newLines)},${newLines} @@`,
    ...lines,
  ]);
  return `${[...head, ...body].join("\n")}\n`;
}

/** A side without lines begins before the line that it would hold. */
function startOf(start: number, lines: number): number {
  return lines === 0 ? Math.max(0, start - 1) : start;
}

/** As Git writes the name of a file that a diff could misread. */
function quoted(name: string): string {
  if (/^[\w./+@-]+$/.test(name)) return name;
  const bytes = [...Buffer.from(name, "utf8")].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCodePoint(byte)}`;
    if (byte < 0x20 || byte > 0x7e) return `\\${byte.toString(8).padStart(3, "0")}`;
    return String.fromCodePoint(byte);
  });
  return `"${bytes.join("")}"`;
}
