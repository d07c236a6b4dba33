import { expect, it } from "vitest";
import type { DataSource } from "../../api/index.ts";
import { nextSourceSorting, sortSources, type SourceSorting } from "./sort-sources.ts";

const source = (title: string, given: Partial<DataSource>): DataSource => ({
  id: title,
  title,
  kind: "brought",
  facts: [],
  licence: null,
  attribution: null,
  version: null,
  date: null,
  ageDays: null,
  size: null,
  entries: null,
  sha256: null,
  status: "ready",
  maxAgeDays: {},
  network: null,
  stale: [],
  ...given,
});
const SOURCES = [
  source("b", { ageDays: 3, status: "ready", size: 10 }),
  source("a", { ageDays: null, status: "disabled", size: 10 }),
  source("c", { ageDays: 40, status: "stale", size: 2 }),
];
const titles = (sorting: SourceSorting) => sortSources(SOURCES, sorting).map(({ title }) => title);

it.each([
  ["title", false, ["a", "b", "c"]],
  ["title", true, ["c", "b", "a"]],
  ["age", false, ["b", "c", "a"]],
  ["age", true, ["c", "b", "a"]],
  ["size", false, ["c", "a", "b"]],
  ["status", false, ["c", "b", "a"]],
] as const)("sorts by %s, descending %s", (column, descending, expected) =>
  expect(titles({ column, descending })).toEqual(expected),
);

it("turns the direction round on the same column only", () => {
  expect(nextSourceSorting({ column: "size", descending: false }, "size")).toEqual({
    column: "size",
    descending: true,
  });
  expect(nextSourceSorting({ column: "size", descending: true }, "age")).toEqual({ column: "age", descending: false });
});
