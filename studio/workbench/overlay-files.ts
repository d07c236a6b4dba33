import type { PackFile, PackState } from "../../api/index.ts";

/** The pack's files as they are on the disk: where those do not run, an author must see what is wrong with them. */
export function overlayFiles(files: readonly PackFile[], broken: PackState["broken"]): readonly PackFile[] {
  if (broken === null || broken.files.length === 0) return files;
  const onDisk = new Map(broken.files.map((file) => [file.path, file]));
  const errors = (path: string) =>
    broken.diagnostics.filter(({ severity, span }) => severity === "error" && span.file === path).length;
  const known = files.flatMap((file): readonly PackFile[] => {
    const other = onDisk.get(file.path);
    if (other === undefined) return [file];
    return other.text === null
      ? []
      : [{ ...file, text: other.text, hash: other.hash ?? "", errors: errors(file.path) }];
  });
  const paths = new Set(files.map(({ path }) => path));
  const added = broken.files.flatMap(({ path, text, hash }): readonly PackFile[] =>
    paths.has(path) || text === null ? [] : [newFile(path, text, { hash: hash ?? "", errors: errors(path) })],
  );
  return [...known, ...added];
}

/** With the drafts of files that exist nowhere else. */
export function withNewFiles(files: readonly PackFile[], drafts: ReadonlyMap<string, string>): readonly PackFile[] {
  const paths = new Set(files.map(({ path }) => path));
  const added = [...drafts].flatMap(([path, text]): readonly PackFile[] =>
    paths.has(path) ? [] : [{ ...newFile(path, text, { hash: "", errors: 0 }), text: "" }],
  );
  return added.length === 0 ? files : [...files, ...added];
}

/** A file that exists as a draft only. */
export function isNewFile({ hash }: PackFile): boolean {
  return hash === "";
}

function newFile(path: string, text: string, { hash, errors }: Pick<PackFile, "hash" | "errors">): PackFile {
  const rules = [...text.matchAll(/^rule\s+([A-Z][0-9]{2,3})\s+"([^"]*)"/gm)].map(([, id = "", title = ""]) => ({
    id,
    title,
    severity: null,
    tags: [],
    weight: 0,
  }));
  return { path, text, hash, builtin: false, rules, errors, warnings: 0 };
}
