import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
  const { outputFiles } = await bundle(root);
  // The entry last: whoever finds it finds the parts that it names.
  for (const file of outputFiles.toSorted(
    (a, b) => Number(a.path === bundleOf(root)) - Number(b.path === bundleOf(root)),
  ))
    writeWhole(file.path, file.contents);
  removeOldParts(join(root, "dist"), new Set(outputFiles.map(({ path }) => basename(path))));
  return true;
}

/**
 * The bundle in memory: an entry, and parts that it loads when a command needs them.
 *
 * @param {string} root
 */
export async function bundle(root) {
  const { build } = await import("esbuild");
  return build({
    absWorkingDir: root,
    entryPoints: { cli: ENTRY },
    outdir: "dist",
    chunkNames: "cli-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
    sourcemap: "linked",
    legalComments: "none",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
}

/** @param {string} root */
export function bundleOf(root) {
  return join(root, "dist", "cli.js");
}

/** A process that started on the last bundle may not have loaded all its parts yet. */
const PARTS_KEPT_MS = 60 * 60 * 1000;

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} present
 */
function removeOldParts(folder, present) {
  for (const name of readdirSync(folder)) {
    if (!/^cli-.*[.]js([.]map)?$/.test(name) || present.has(name)) continue;
    if (Date.now() - changedAt(join(folder, name)) > PARTS_KEPT_MS) rmSync(join(folder, name), { force: true });
  }
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
