import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOG } from "../../dsl/diagnostics/catalog.ts";

const README = readFileSync(new URL("README.md", import.meta.url), "utf8");

interface Point {
  readonly number: number;
  readonly paths: readonly string[];
  readonly codes: readonly string[];
}

const points = [...README.matchAll(/^\| (\d+) \|[^|]*\|([^|]*)\|$/gm)].map(([, number, shown = ""]): Point => ({
  number: Number(number),
  paths: [...shown.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path),
  codes: shown.match(/TC\d{4}/g) ?? [],
}));

const exists = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));

it("names something for each of the 41 points", () => {
  expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
  expect(points.filter(({ paths, codes }) => paths.length + codes.length === 0)).toEqual([]);
});

it("names tests that exist, and tables that a test runs", () => {
  const paths = points.flatMap((point) => point.paths);
  expect(paths.filter((path) => !exists(path))).toEqual([]);
  expect(paths.filter((path) => !/\.test\.ts$|^test\/conformance\/hazards\//.test(path))).toEqual([]);
});

it("names refusals that the language makes and a page explains", () => {
  const codes = points.flatMap((point) => point.codes);
  expect(codes.filter((code) => !Object.hasOwn(CATALOG, code))).toEqual([]);
  expect(codes.filter((code) => !exists(`docs/diagnostics/${code}.md`))).toEqual([]);
});
