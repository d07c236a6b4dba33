import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The newest change below these paths, in ms since 1970; 0 when none of them exists. Tests do not count.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 * @returns {number}
 */
export function newestChange(root, paths) {
  return Math.max(0, ...paths.flatMap((path) => filesBelow(join(root, path))).map(changedAt));
}

/**
 * When a file was written, in ms since 1970; 0 when it does not exist.
 *
 * @param {string} file
 * @returns {number}
 */
export function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
