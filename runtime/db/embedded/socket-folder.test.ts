import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { prepareSocketFolder, socketFolderFor } from "./socket-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-socket-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NAME = "/.s.PGSQL.5432";

it("stays in the home as long as the path fits a socket address", () => {
  const limit = process.platform === "darwin" ? 103 : 107;
  const longest = `/${"x".repeat(limit - NAME.length - "/run".length - 1)}`;
  expect(socketFolderFor(longest)).toBe(`${longest}/run`);
  expect(Buffer.byteLength(`${longest}/run${NAME}`)).toBe(limit);
  expect(socketFolderFor(`${longest}x`)).toMatch(/\/tocsin-[0-9a-f]{16}$/);
});

it("counts bytes, not characters", () => {
  expect(socketFolderFor(`/${"é".repeat(60)}`)).toMatch(/\/tocsin-[0-9a-f]{16}$/);
});

it("gives each home a short folder of its own", () => {
  const home = `/${"x".repeat(200)}`;
  expect(socketFolderFor(home)).toBe(socketFolderFor(home));
  expect(socketFolderFor(home)).not.toBe(socketFolderFor(`${home}y`));
});

it("closes an open folder of ours to all others", () => {
  mkdirSync(join(folder, "run"), { mode: 0o777 });
  prepareSocketFolder(join(folder, "run"), null);
  expect(statSync(join(folder, "run")).mode & 0o777).toBe(0o700);
});

it("refuses a link, which may lead anywhere", () => {
  symlinkSync(folder, join(folder, "run"));
  expect(() => prepareSocketFolder(join(folder, "run"), null)).toThrow("belongs to someone else");
});

it.runIf(process.getuid?.() === 0)("refuses a folder that somebody else has made", () => {
  mkdirSync(join(folder, "run"));
  chownSync(join(folder, "run"), 12_345, 12_345);
  expect(() => prepareSocketFolder(join(folder, "run"), null)).toThrow("belongs to someone else");
});
