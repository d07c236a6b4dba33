import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findInstallation, platformPackage, platformPackageFolder } from "./installation.ts";

const folders: string[] = [];
const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bin-"));
  folders.push(folder);
  return folder;
};
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const native = platformPackageFolder();
const SYSTEM = "/usr/lib/postgresql";
const systemVersions = existsSync(SYSTEM) ? readdirSync(SYSTEM) : [];

it.runIf(native !== null)("finds the npm package of this platform", () => {
  expect(findInstallation({})).toEqual({ bin: join(native ?? "", "bin"), copyRoot: native, major: 18 });
});

it.runIf(native !== null)("mends a package whose library links no install script has made", () => {
  const copy = join(temporaryFolder(), "native");
  cpSync(native ?? "", copy, { recursive: true, verbatimSymlinks: true });
  const lib = join(copy, "lib");
  const links = readdirSync(lib).filter((name) => lstatSync(join(lib, name)).isSymbolicLink());
  for (const link of links) rmSync(join(lib, link));
  expect(links.length).toBeGreaterThan(0);

  expect(findInstallation({ packageFolder: copy }).major).toBe(18);
  expect(links.filter((link) => !existsSync(join(lib, link)))).toEqual([]);
});

it.runIf(systemVersions.length > 0)("falls back to the system's newest version", () => {
  const newest = Math.max(...systemVersions.map(Number));
  expect(findInstallation({ packageFolder: null })).toEqual({
    bin: join(SYSTEM, String(newest), "bin"),
    copyRoot: null,
    major: newest,
  });
});

it.runIf(native !== null)("takes the folder that was named before any other", () => {
  const bin = join(native ?? "", "bin");
  expect(findInstallation({ binDir: bin, packageFolder: null, systemFolder: "/nowhere" }).bin).toBe(bin);
});

it("says what is missing and what to do when there is no PostgreSQL at all", () => {
  expect(() => findInstallation({ packageFolder: null, systemFolder: temporaryFolder() })).toThrow(
    expect.objectContaining({
      code: "binaries-missing",
      message:
        `no PostgreSQL found: the package ${platformPackage()} is not installed and /usr/lib/postgresql has none; ` +
        "set DATABASE_URL to a PostgreSQL 14 or newer, or TOCSIN_PG_BIN to a folder with `postgres` and `initdb`",
    }),
  );
});

it("says which program a named folder lacks", () => {
  const binDir = temporaryFolder();
  expect(() => findInstallation({ binDir })).toThrow(
    expect.objectContaining({
      code: "binaries-unusable",
      message: expect.stringContaining(`${binDir} has no \`postgres\``),
    }),
  );
});

it("says why a program does not run", () => {
  const binDir = temporaryFolder();
  mkdirSync(binDir, { recursive: true });
  for (const name of ["postgres", "initdb"])
    writeFileSync(join(binDir, name), "#!/bin/sh\necho no such library >&2; exit 127\n", { mode: 0o755 });
  expect(() => findInstallation({ binDir })).toThrow(
    expect.objectContaining({
      code: "binaries-unusable",
      message: expect.stringContaining("does not run (no such library)"),
    }),
  );
});

it.runIf(native !== null)("refuses to open a cluster with another version than made it", () => {
  const options = { systemFolder: "/nowhere", clusterMajor: 9 };
  expect(() => findInstallation(options)).toThrow(
    expect.objectContaining({
      code: "cluster-mismatch",
      message: expect.stringContaining("made by PostgreSQL 9, but only 18"),
    }),
  );
});
