import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { compressFiles } from "./compress-files.js";
import { replaceFolder } from "./replace-folder.js";
import { changedAt, newestChange } from "./sources.js";

const SOURCES = ["api", "clients/snippets", "dsl", "studio", "package-lock.json"];

/**
 * Builds the studio into `dist/studio` when it is missing or older than its sources. Says whether it did.
 *
 * @param {string} root
 * @param {() => void} onBegin called before it builds, which takes some seconds
 * @returns {Promise<boolean>}
 */
export async function buildStudio(root, onBegin = () => undefined) {
  const configFile = join(root, "studio", "vite.config.ts");
  if (!existsSync(configFile)) return false;
  const outDir = join(root, "dist", "studio");
  if (changedAt(join(outDir, "index.html")) >= newestChange(root, SOURCES)) return false;
  const { build } = await import("vite");
  onBegin();
  // Beside its place first: whoever serves the old one meanwhile serves it whole.
  const unfinished = join(root, "dist", `.studio.${process.pid}`);
  const callersMode = process.env["NODE_ENV"];
  // Vite takes the mode of its caller: a test would get, and leave behind, a studio with React's development build.
  process.env["NODE_ENV"] = "production";
  try {
    await build({
      root: join(root, "studio"),
      configFile,
      logLevel: "warn",
      build: { outDir: unfinished, emptyOutDir: true },
    });
    await compressFiles(unfinished);
    replaceFolder(outDir, unfinished);
  } finally {
    if (callersMode === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = callersMode;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return true;
}
