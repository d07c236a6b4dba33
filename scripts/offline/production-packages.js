import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Folders of the packages that run at the user's, as the lock file says and as far as this machine has them: packages of other
 * platforms are optional and not there.
 *
 * @param {string} root
 * @param {Readonly<Record<string, { readonly dev?: boolean, readonly optional?: boolean }>>} locked
 * @returns {readonly string[]} paths from the root, with slashes
 */
export function productionPackages(root, locked) {
  const wanted = Object.entries(locked).filter(([path, { dev }]) => path !== "" && dev !== true);
  const missing = wanted.find(([path, { optional }]) => optional !== true && !existsSync(join(root, path)));
  if (missing !== undefined) throw new Error(`${missing[0]} is not installed: run \`npm ci\` first`);
  return wanted.map(([path]) => path).filter((path) => existsSync(join(root, path)));
}
