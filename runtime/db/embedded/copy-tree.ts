import { chmodSync, cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Copies a folder with all in it, links as they are, times and rights kept. The copy must not be there. */
export function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  keepFolderRights(from, to);
}

/** Node 24 makes folders with the usual rights, whatever those of the original are; PostgreSQL wants its own closed to others. */
function keepFolderRights(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isDirectory()) keepFolderRights(join(from, entry.name), join(to, entry.name));
  chmodSync(to, statSync(from).mode & 0o7777);
}
