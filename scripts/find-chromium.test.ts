import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findChromium } from "./find-chromium.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-chromium-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("takes the one that was named", () => {
  expect(findChromium({ TOCSIN_CHROMIUM: "/opt/my/chromium", PATH: folder })).toBe("/opt/my/chromium");
});

it("finds one in the search path, folder by folder", () => {
  const program = join(folder, "chromium-browser");
  writeFileSync(program, "", { mode: 0o755 });
  expect(findChromium({ PATH: ["/nowhere", folder].join(delimiter) })).toBe(program);
});

it.runIf(process.platform === "linux")("takes no file that cannot be run", () => {
  writeFileSync(join(folder, "chromium"), "", { mode: 0o644 });
  expect(findChromium({ PATH: folder })).toBeUndefined();
});
