import { relative, sep } from "node:path";

/** A path as people and other tools read it: from where the command runs, with forward slashes. */
export function shownPath(absolute: string, cwd: string): string {
  return relative(cwd, absolute).split(sep).join("/") || ".";
}
