import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOG } from "./catalog.ts";
import { readPage } from "./read-page.ts";

const FOLDER = new URL("../../docs/diagnostics/", import.meta.url);
const codes = Object.keys(CATALOG);
const pages = readdirSync(FOLDER).filter((name) => /^TC\d{4}\.md$/.test(name));

it("has a page for every code and a code for every page", () => {
  expect(pages.map((name) => name.slice(0, -3)).sort()).toEqual([...codes].sort());
});

it("says on every page what is wrong, what to avoid, what to prefer and why", () => {
  for (const name of pages)
    expect(readPage(readFileSync(new URL(name, FOLDER), "utf8")), name).toMatchObject({ code: name.slice(0, -3) });
});

it("keeps codes in families of a hundred", () => {
  for (const code of codes) expect(code).toMatch(/^TC0[0-6]\d\d$/);
});
