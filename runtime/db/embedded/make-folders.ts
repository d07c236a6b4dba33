import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it; one that exists is fine.
 * Not `mkdirSync` with `recursive`: on file systems that answer "no such file" to a refused folder (/proc) it never ends.
 */
export function makeFolders(folder: string, mode: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process made it in between.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (!statSync(folder).isDirectory()) throw error;
  }
}
