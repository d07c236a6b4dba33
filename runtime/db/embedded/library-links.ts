import { lstatSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Makes the links between shared libraries that a package's install script would have made.
 * npm cannot pack links, and many installations run no install scripts. `native` is the package's folder of that name.
 * Returns how many were missing; a folder that cannot be written leaves them missing, which the caller's version check
 * then reports.
 */
export function repairLibraryLinks(native: string): number {
  let made = 0;
  for (const { source, target } of readLinks(join(native, "pg-symlinks.json"))) {
    const link = join(dirname(native), target);
    if (exists(link)) continue;
    try {
      symlinkSync(basename(source), link);
      made += 1;
    } catch {
      // Another process made it in between, or the folder is read-only.
    }
  }
  return made;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

function readLinks(file: string): readonly LibraryLink[] {
  let entries: unknown;
  try {
    entries = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
  return Array.isArray(entries) ? entries.filter(isLibraryLink) : [];
}

/** Source and target lie in one folder below `native/`; anything else is not ours to make. */
function isLibraryLink(entry: unknown): entry is LibraryLink {
  if (typeof entry !== "object" || entry === null || !("source" in entry) || !("target" in entry)) return false;
  const { source, target } = entry;
  if (typeof source !== "string" || typeof target !== "string") return false;
  return dirname(source) === dirname(target) && target.startsWith("native/") && !target.includes("..");
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
