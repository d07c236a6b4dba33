import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { repairLibraryLinks } from "./library-links.ts";

let native = "";
beforeEach(() => {
  native = join(mkdtempSync(join(tmpdir(), "tocsin-links-")), "native");
  mkdirSync(join(native, "lib"), { recursive: true });
});
afterEach(() => rmSync(join(native, ".."), { recursive: true }));

const list = (links: unknown) => writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));

it("makes each missing link once, relative to its folder", () => {
  list([{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }]);
  expect(repairLibraryLinks(native)).toBe(1);
  expect(readlinkSync(join(native, "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
  expect(repairLibraryLinks(native)).toBe(0);
});

it("leaves what stands in the place of a link", () => {
  list([{ source: "native/lib/a.so.1", target: "native/lib/a.so" }]);
  writeFileSync(join(native, "lib", "a.so"), "a copy");
  expect(repairLibraryLinks(native)).toBe(0);
});

it.each([
  { why: "out of the package", source: "native/../../x", target: "native/../../y" },
  { why: "elsewhere", source: "other/x", target: "other/y" },
  { why: "across folders", source: "native/lib/x", target: "native/bin/y" },
])("makes no link that leads $why", ({ source, target }) => {
  list([{ source, target }]);
  expect(repairLibraryLinks(native)).toBe(0);
  expect(readdirSync(join(native, "lib"))).toEqual([]);
});

it.each([undefined, "no list", [1, null, { source: 1, target: 2 }]])("makes nothing of the list %j", (links) => {
  if (links !== undefined) list(links);
  expect(repairLibraryLinks(native)).toBe(0);
});
