import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withFileLock } from "./file-lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** No process has this number: it is beyond the largest one of any system. */
const DEAD = 2 ** 30;

it("lets one in at a time", async () => {
  const file = join(folder, "lock");
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    seen.push(inside);
    await setImmediate();
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withFileLock(file, work)));
  expect(seen).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

it("leaves nothing behind, not even after a failure", async () => {
  const file = join(folder, "lock");
  await expect(withFileLock(file, () => Promise.reject(new Error("inside")))).rejects.toThrow("inside");
  expect(readdirSync(folder)).toEqual([]);
});

it("takes over the lock of a dead process", async () => {
  const file = join(folder, "lock");
  writeFileSync(file, JSON.stringify({ pid: DEAD, startedAt: "1" }));
  expect(await withFileLock(file, async () => existsSync(file))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it("takes over the lock of a dead process whose number another one got", async () => {
  const file = join(folder, "lock");
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "1" }));
  expect(await withFileLock(file, async () => "done")).toBe("done");
});

it("says that the folder cannot be written", async () => {
  await expect(withFileLock(join(folder, "missing", "lock"), async () => 1)).rejects.toMatchObject({
    code: "folder-unusable",
  });
});
