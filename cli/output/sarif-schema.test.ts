import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { CATALOG, diagnostic, type Diagnostic } from "../../dsl/diagnostics/index.ts";
import { createLaidOverCheck } from "../../test/laid-over/laid-over-check.ts";
import { sarifText } from "./sarif.ts";

// the schema that OASIS publishes with the standard, as its authors package it
const SCHEMA = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")) as object);

function faults(problems: readonly Diagnostic[], texts: ReadonlyMap<string, string>): readonly string[] {
  validate(JSON.parse(sarifText({ kind: "lint", files: 1, problems, texts })));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

it("is SARIF 2.1.0 where nothing was found", () => expect(faults([], new Map())).toEqual([]));

it("is SARIF 2.1.0 for every kind of problem that a checker finds, with its places and fixes", () => {
  const check = createLaidOverCheck();
  const path = "user/my rules/X01_ü 😀.tocsin";
  const text = [
    'rule X01 "😀" {',
    '  when {\n    lp_country_code not in eip_country_id\n    eip_tor && user.name = "a"\n    count(events within 24) > 3\n  }',
    "}",
    "attribute eip_tor : bool = true",
    "",
  ].join("\r\n");
  const problems = check(path, text);
  expect(problems.some(({ secondary }) => secondary.length > 0)).toBe(true);
  expect(problems.some(({ fixes }) => fixes.length > 1)).toBe(true);
  expect(faults(problems, new Map([...check.texts, [path, text]]))).toEqual([]);
});

it("is SARIF 2.1.0 at the end of an empty file", () => {
  const problem = diagnostic("TC0101", { file: "a.tocsin", start: 0, end: 0 }, { name: "a", suggestion: null });
  expect(faults([problem], new Map([["a.tocsin", ""]]))).toEqual([]);
});

it("knows the difference", () => {
  expect(validate({ version: "2.1.0" })).toBe(false);
  expect(validate({ version: "2.1.0", runs: [{ tool: { driver: { name: "" } }, results: [{ level: "bad" }] }] })).toBe(
    false,
  );
});

it("names rules by codes that have a page", () => {
  const problem = diagnostic("TC0101", { file: "a.tocsin", start: 0, end: 1 }, { name: "a", suggestion: null });
  const [run] = (
    JSON.parse(sarifText({ kind: "lint", files: 1, problems: [problem], texts: new Map() })) as {
      runs: readonly { tool: { driver: { rules: readonly { id: string }[] } } }[];
    }
  ).runs;
  for (const { id } of run?.tool.driver.rules ?? []) expect(Object.hasOwn(CATALOG, id)).toBe(true);
});
