import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bundleOf, buildBundles } from "./bundles.js";
import { newestChange } from "./sources.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-build-"));
  write("cli/main.ts", 'import { greeting } from "../dsl/greeting.ts";\nexport const said: string = greeting;\n', 100);
  write("dsl/greeting.ts", 'export const greeting = "hello";\n', 100);
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a source as if it was `at` seconds after 1970. */
function write(path: string, text: string, at: number): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
  utimesSync(join(root, path), at, at);
}

it("bundles what is missing, and only entries that exist", async () => {
  expect(await buildBundles(root)).toEqual(["cli"]);
  const bundle: unknown = await import(pathToFileURL(bundleOf(root, "cli")).href);
  expect(bundle).toMatchObject({ said: "hello" });
});

it("builds nothing when the bundle is newer than its sources", async () => {
  await buildBundles(root);
  const { mtimeMs } = statSync(bundleOf(root, "cli"));
  expect(await buildBundles(root)).toEqual([]);
  expect(statSync(bundleOf(root, "cli")).mtimeMs).toBe(mtimeMs);
});

it("builds again when a source has changed", async () => {
  await buildBundles(root);
  write("dsl/greeting.ts", 'export const greeting = "good evening";\n', Date.now() / 1000 + 10);
  expect(await buildBundles(root)).toEqual(["cli"]);
  expect(readFileSync(bundleOf(root, "cli"), "utf8")).toContain("good evening");
});

it("does not build for a changed test", async () => {
  await buildBundles(root);
  write("dsl/greeting.test.ts", "", Date.now() / 1000 + 10);
  expect(await buildBundles(root)).toEqual([]);
});

it("builds only what is asked for", async () => {
  expect(await buildBundles(root, ["server"])).toEqual([]);
});

it("leaves the old bundle in place when the sources cannot be built", async () => {
  await buildBundles(root);
  write("dsl/greeting.ts", "export const = ;\n", Date.now() / 1000 + 10);
  await expect(buildBundles(root)).rejects.toThrow("greeting.ts");
  expect(readFileSync(bundleOf(root, "cli"), "utf8")).toContain("hello");
});

it("takes the newest change of files and folders, and none from what does not exist", () => {
  write("dsl/deep/er.ts", "", 300);
  expect(newestChange(root, ["dsl", "cli/main.ts", "nowhere"])).toBe(300_000);
  expect(newestChange(root, ["nowhere"])).toBe(0);
});
