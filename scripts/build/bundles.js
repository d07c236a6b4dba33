import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { changedAt, newestChange } from "./sources.js";

/**
 * Where each bundle starts. What it needs from node_modules stays there.
 *
 * @type {Readonly<Record<string, string>>}
 */
const ENTRIES = { cli: "cli/main.ts", server: "server/main.ts" };

const SOURCES = ["api", "cli", "compiler", "dsl", "runtime", "server", "scripts/build", "package.json"];

/**
 * Bundles server and command line, or those of them that are named, into `dist/` when they are missing or older than
 * their sources. Returns the names of those it made.
 *
 * @param {string} root
 * @param {readonly string[]} names
 * @returns {Promise<string[]>}
 */
export async function buildBundles(root, names = Object.keys(ENTRIES)) {
  const newest = newestChange(root, SOURCES);
  const entries = Object.entries(ENTRIES).filter(([name]) => names.includes(name));
  const stale = entries.filter(
    ([name, entry]) => existsSync(join(root, entry)) && changedAt(bundleOf(root, name)) < newest,
  );
  if (stale.length === 0) return [];
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(stale),
    outdir: "dist",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
    sourcemap: "linked",
    legalComments: "none",
    write: false,
    logLevel: "silent",
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
  return stale.map(([name]) => name);
}

/**
 * @param {string} root
 * @param {string} name
 */
export function bundleOf(root, name) {
  return join(root, "dist", `${name}.js`);
}

/**
 * Two processes may build at the same time: a file appears complete or not at all.
 *
 * @param {string} path
 * @param {Uint8Array} contents
 */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}
