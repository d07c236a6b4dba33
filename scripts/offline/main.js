import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../build/all.js";
import { ROOT } from "../root.js";
import { writeInstallation } from "./write-installation.js";

/*
 * `npm run offline`: an installation for this platform that starts without a registry and without a network.
 *
 *   npm run offline                                       writes tocsin-<version>-<platform>-<arch>.tgz
 *   npm run offline -- --folder DIR [--without-database]  writes the unpacked folder, as the container image does
 */
const { values } = parseArgs({ options: { folder: { type: "string" }, "without-database": { type: "boolean" } } });
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const database = values["without-database"] !== true;

if (!(await buildAll(ROOT))) process.exit(1);
try {
  if (values.folder === undefined) pack();
  else writeInstallation(ROOT, resolve(values.folder), { database });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function pack() {
  const name = `tocsin-${version}-${process.platform}-${process.arch}`;
  const staging = mkdtempSync(join(tmpdir(), "tocsin-offline-"));
  try {
    writeInstallation(ROOT, join(staging, name), { database });
    const archive = join(process.cwd(), `${name}.tgz`);
    const { status, stderr } = spawnSync("tar", ["-czf", archive, "-C", staging, name], { encoding: "utf8" });
    if (status !== 0) throw new Error(`tar failed: ${stderr}`);
    console.log(`${archive} (${Math.ceil(statSync(archive).size / 1024 ** 2)} MB)`);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
