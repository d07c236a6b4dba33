import { expect, it } from "vitest";
import type { AttributeValue } from "../../compiler/index.ts";
import type { ReferenceName } from "../../scripts/docs/reference-names.ts";
import { historyOf } from "./history-of.ts";
import { compareValues } from "./value-difference.ts";

const rank: ReferenceName = { name: "rank", type: "int?", attribute: "rank", nothing: "-1", overRows: null };
const kinds: ReferenceName = { name: "kind", type: "list<string>", attribute: "kinds", nothing: "-", overRows: null };

function compare(name: ReferenceName, raw: unknown, own: AttributeValue) {
  const histories = [historyOf({ user: { context: { [name.name]: raw } } })];
  const values = new Map([["anna", { [name.attribute]: own }]]);
  return compareValues([name], { histories, values, countries: new Map() }).map(({ equal, unknown, differences }) => [
    equal,
    unknown,
    differences.map(({ theirs, ours }) => [theirs, ours]),
  ]);
}

it("finds values equal", () => {
  expect(compare(rank, 7, 7)).toEqual([[1, 0, []]]);
  expect(compare(rank, null, null)).toEqual([[1, 0, []]]);
});

it("finds lists equal in any order, by the name that the attribute has here", () =>
  expect(compare(kinds, ["b", "a", "b"], ["b", "a"])).toEqual([[1, 0, []]]));

it("takes what stands there for nothing known as unknown, where the attribute is missing here", () => {
  expect(compare(rank, -1, null)).toEqual([[0, 1, []]]);
  expect(compare(rank, -1, 0)).toEqual([[0, 0, [[-1, 0]]]]);
  expect(compare(rank, 0, null)).toEqual([[0, 0, [[0, null]]]]);
});

it("finds values different", () => {
  expect(compare(rank, 7, 8)).toEqual([[0, 0, [[7, 8]]]]);
  expect(compare(kinds, ["a"], [])).toEqual([[0, 0, [[["a"], []]]]]);
});

it("leaves out what no context has, and users who are none here", () => {
  const of = { histories: [historyOf({})], values: new Map([["anna", { rank: 1 }]]), countries: new Map() };
  expect(compareValues([rank], of)).toEqual([]);
  const refused = { ...of, histories: [historyOf({ user: { context: { rank: 1 } } })], values: new Map() };
  expect(compareValues([rank], refused)).toEqual([]);
});
