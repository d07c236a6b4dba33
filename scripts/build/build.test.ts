import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildBundle, bundleOf } from "./bundle.js";
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

it("bundles what is missing", async () => {
  expect(await buildBundle(root)).toBe(true);
  const bundle: unknown = await import(pathToFileURL(bundleOf(root)).href);
  expect(bundle).toMatchObject({ said: "hello" });
});

it("builds nothing when the bundle is newer than its sources", async () => {
  await buildBundle(root);
  const { mtimeMs } = statSync(bundleOf(root));
  expect(await buildBundle(root)).toBe(false);
  expect(statSync(bundleOf(root)).mtimeMs).toBe(mtimeMs);
});

it("builds again when a source has changed", async () => {
  await buildBundle(root);
  write("dsl/greeting.ts", 'export const greeting = "good evening";\n', Date.now() / 1000 + 10);
  expect(await buildBundle(root)).toBe(true);
  expect(readFileSync(bundleOf(root), "utf8")).toContain("good evening");
});

it("does not build for a changed test", async () => {
  await buildBundle(root);
  write("dsl/greeting.test.ts", "", Date.now() / 1000 + 10);
  expect(await buildBundle(root)).toBe(false);
});

it("leaves the old bundle in place when the sources cannot be built", async () => {
  await buildBundle(root);
  write("dsl/greeting.ts", "export const = ;\n", Date.now() / 1000 + 10);
  await expect(buildBundle(root)).rejects.toThrow("greeting.ts");
  expect(readFileSync(bundleOf(root), "utf8")).toContain("hello");
});

it("takes the newest change of files and folders, and none from what does not exist", () => {
  write("dsl/deep/er.ts", "", 300);
  expect(newestChange(root, ["dsl", "cli/main.ts", "nowhere"])).toBe(300_000);
  expect(newestChange(root, ["nowhere"])).toBe(0);
});
