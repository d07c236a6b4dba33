import { expect, it } from "vitest";
import type { TraceNode } from "../../api/index.ts";
import { treeParts } from "./tree-parts.ts";

const node = (given: Partial<TraceNode>): TraceNode => ({
  kind: "compare",
  text: "a > 1",
  type: "bool",
  value: true,
  span: null,
  via: null,
  children: [],
  attribute: null,
  rows: null,
  blame: [],
  ...given,
});
const field = node({ kind: "user_field", text: "user.event_count", type: "int", value: 2 });
const literal = node({ kind: "literal", text: "1", type: "int", value: 1 });

it("tells what a comparison read, not what it says itself", () =>
  expect(treeParts(node({ children: [field, literal] }))).toMatchObject({
    conditions: [],
    values: ["user.event_count = 2"],
  }));

it("makes one line of what was written as one", () => {
  const half = node({ text: "user.event_count in 1..9", children: [field, literal] });
  const range = node({ kind: "and", text: half.text, children: [half, half] });
  expect(treeParts(range)).toMatchObject({ conditions: [], values: ["user.event_count = 2"] });
});

it("leads to the conditions of a group and to the tree of an attribute", () => {
  const named = node({ kind: "attribute", text: "eip_tor", attribute: "eip_tor" });
  const { conditions } = treeParts(node({ kind: "and", text: "{ … }", children: [named, node({})] }));
  expect(conditions.map(({ text }) => text)).toEqual(["eip_tor", "a > 1"]);
  expect(treeParts(named).attributes).toEqual(["eip_tor"]);
});

it("says why a condition is unknown", () =>
  expect(treeParts(node({ value: null, blame: [{ what: "field", name: ".tor", row: null }] })).blame).toEqual([
    ".tor is missing",
  ]));
