import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { format } from "prettier";
import { ROOT } from "../root.js";
import { newCheck } from "./check.js";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const checkout = {
  read,
  exists: (path: string) => existsSync(join(ROOT, path)),
  pages: readdirSync(join(ROOT, "docs/diagnostics")),
};
const files = newCheck("loud-titles", { ...checkout, pages: ["TC0601.md", "TC0641.md", "TC0702.md"] });

it("writes source, test and page, and a line in catalogue and registry", () =>
  expect([...files.keys()]).toEqual([
    "dsl/checks/lints/loud-titles.ts",
    "dsl/checks/lints/loud-titles.test.ts",
    "docs/diagnostics/TC0642.md",
    "dsl/diagnostics/catalog/lints.ts",
    "dsl/checks/lint-pack.ts",
  ]));

it("takes the code behind the last one, everywhere", () => {
  expect(files.get("dsl/checks/lints/loud-titles.ts")).toContain('diagnostic("TC0642"');
  expect(files.get("docs/diagnostics/TC0642.md")).toMatch(/^# TC0642: loud titles\n/);
  expect(files.get("dsl/diagnostics/catalog/lints.ts")).toContain("  TC0642: warning((p: { rule: string }) =>");
});

it("adds to the registry what it imports, and loses nothing", () => {
  const registry = files.get("dsl/checks/lint-pack.ts") ?? "";
  expect(registry).toContain('import { loudTitles } from "./lints/loud-titles.ts";\n');
  expect(registry).toContain("  loudTitles,\n];");
  const added = registry.split("\n").filter((line) => !line.includes("loud"));
  expect(added.join("\n")).toBe(read("dsl/checks/lint-pack.ts"));
});

it("writes in the house's format", async () => {
  for (const [path, text] of files) {
    if (!path.includes("loud-titles")) continue;
    expect(await format(text, { parser: "typescript", printWidth: 120 })).toBe(text);
  }
});

it("refuses a name that is taken or is none", () => {
  expect(() => newCheck("never-true", checkout)).toThrow("there already");
  expect(() => newCheck("Never", checkout)).toThrow("kebab-case");
});
