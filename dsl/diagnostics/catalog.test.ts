import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOG } from "./catalog.ts";

const FOLDER = new URL("../../docs/diagnostics/", import.meta.url);
const codes = Object.keys(CATALOG);
const pages = readdirSync(FOLDER).filter((name) => /^TC\d{4}\.md$/.test(name));

it("has a page for every code and a code for every page", () => {
  expect(pages.map((name) => name.slice(0, -3)).sort()).toEqual([...codes].sort());
});

it("says on every page what to avoid and what to prefer", () => {
  for (const name of pages) {
    const page = readFileSync(new URL(name, FOLDER), "utf8");
    expect(page).toMatch(new RegExp(`^# ${name.slice(0, -3)}: \\S`));
    for (const label of ["Avoid:", "Prefer:"]) expect(page, name).toContain(`\n${label}\n`);
  }
});

it("keeps codes in families of a hundred", () => {
  for (const code of codes) expect(code).toMatch(/^TC0[0-6]\d\d$/);
});
