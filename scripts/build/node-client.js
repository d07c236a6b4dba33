import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changedAt, newestChange } from "./sources.js";
import { replaceFolder } from "./replace-folder.js";

const SOURCES = ["clients/node", "scripts/build", "LICENSE"];

/** @param {string} root */
export function nodeClientOf(root) {
  return join(root, "dist", "clients", "node");
}

/**
 * Builds the client for Node into a folder that `npm pack` packs, when it is missing or older than its sources: one module for `import`,
 * one for `require`, and the types of both. Says whether it did.
 *
 * @param {string} root
 * @returns {Promise<boolean>}
 */
export async function buildNodeClient(root) {
  const source = join(root, "clients", "node");
  const folder = nodeClientOf(root);
  if (changedAt(join(folder, "package.json")) >= newestChange(root, SOURCES)) return false;
  const { build } = await import("esbuild");
  const unfinished = join(root, "dist", "clients", `.node.${process.pid}`);
  try {
    for (const format of /** @type {const} */ (["esm", "cjs"])) {
      const outdir = join(unfinished, format);
      await build({
        absWorkingDir: source,
        entryPoints: ["index.ts"],
        outdir,
        bundle: true,
        platform: "node",
        format,
        target: "node18.17",
        legalComments: "none",
        logLevel: "silent",
      });
      writeTypes(root, source, outdir);
      // Node reads the nearest one to know what kind of module a file is.
      const type = format === "esm" ? "module" : "commonjs";
      writeFileSync(join(outdir, "package.json"), `{ "type": "${type}" }\n`);
    }
    copyFileSync(join(root, "LICENSE"), join(unfinished, "LICENSE"));
    for (const name of ["README.md", "package.json"]) copyFileSync(join(source, name), join(unfinished, name));
    replaceFolder(folder, unfinished);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return true;
}

/**
 * One declaration file a source file; their imports name what is there, not what it was made from.
 *
 * @param {string} root
 * @param {string} source
 * @param {string} outdir
 */
function writeTypes(root, source, outdir) {
  const compiler = join(root, "node_modules", "typescript-7", "bin", "tsc");
  if (!existsSync(compiler)) throw new Error("the types of the client need the development tools");
  execFileSync(process.execPath, [compiler, "--project", source, "--outDir", outdir], { stdio: "pipe" });
  for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".d.ts")) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, readFileSync(path, "utf8").replace(/(from "[.]{1,2}\/[^"]*)[.]ts"/g, '$1.js"'));
  }
}
