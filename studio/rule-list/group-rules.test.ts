import { expect, it } from "vitest";
import type { PackFile } from "../../api/index.ts";
import { groupRules } from "./group-rules.ts";

const file = (id: string, title: string, tags: readonly string[] = []): PackFile => ({
  path: `${id}.tocsin`,
  text: "",
  hash: "",
  builtin: true,
  rules: [{ id, title, severity: null, tags: [...tags], weight: 10 }],
  errors: 0,
  warnings: 0,
});

const FILES = [
  file("X01", "My own"),
  file("I02", "Hosting network"),
  file("I01", "Tor exit", ["anonymizer"]),
  file("A03", "New device and new country"),
  { ...file("L", ""), rules: [] },
];

const shape = (query: string) =>
  groupRules(FILES, query).map(({ category, rules }) => [category, rules.map(({ id }) => id)]);

it("groups rules by category, one's own first, and sorts them by id", () => {
  expect(shape("")).toEqual([
    ["X", ["X01"]],
    ["A", ["A03"]],
    ["I", ["I01", "I02"]],
  ]);
});

it("finds every word of the query in id, title or tags, ignoring case", () => {
  expect(shape("NEW country")).toEqual([["A", ["A03"]]]);
  expect(shape("anonym")).toEqual([["I", ["I01"]]]);
  expect(shape("i0 hosting")).toEqual([["I", ["I02"]]]);
  expect(shape("nothing")).toEqual([]);
});

it("keeps a category it does not know at the end", () => {
  expect(groupRules([file("Z01", "z"), file("A01", "a")], "").map(({ category }) => category)).toEqual(["A", "other"]);
});
