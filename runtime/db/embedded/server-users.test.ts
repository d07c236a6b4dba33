import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countUsers, leave, register } from "./server-users.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-users-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("counts each registration of a living process", () => {
  const first = register(folder);
  register(folder);
  expect(countUsers(folder)).toBe(2);
  expect(leave(folder, first)).toEqual({ othersRemain: true });
});

it("says when the last one leaves", () => {
  expect(leave(folder, register(folder))).toEqual({ othersRemain: false });
});

it("forgets processes that are gone", () => {
  writeFileSync(join(folder, `${2 ** 30}.1.x`), "");
  writeFileSync(join(folder, `${process.pid}.1.x`), "");
  expect(countUsers(folder)).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

it("counts nobody in a folder that does not exist", () => {
  expect(countUsers(join(folder, "missing"))).toBe(0);
});
