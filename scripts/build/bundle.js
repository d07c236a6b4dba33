import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { changedAt, newestChange } from "./sources.js";

/** The command line, which runs the server too. What it needs from node_modules stays there. */
const ENTRY = "cli/main.ts";

const SOURCES = ["api", "cli", "compiler", "dsl", "runtime", "server", "scripts/build", "package.json"];

/**
 * Bundles the command line into `dist/` when the bundle is missing or older than its sources. Says whether it did.
 *
 * @param {string} root
 * @returns {Promise<boolean>}
 */
export async function buildBundle(root) {
  if (!existsSync(join(root, ENTRY)) || changedAt(bundleOf(root)) >= newestChange(root, SOURCES)) return false;
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { cli: ENTRY },
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
  return true;
}

/** @param {string} root */
export function bundleOf(root) {
  return join(root, "dist", "cli.js");
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
