import { expect, it } from "vitest";
import { pointGroups } from "./points.ts";
import { readVary } from "./vary.ts";

const base = { weights: new Map([["X01", 10]]), thresholds: { review: 33, blacklist: null } };
const groupsOf = (...texts: readonly string[]) => pointGroups(texts.map(readVary), base);

it("combines every value with every other", () => {
  const [group, ...others] = groupsOf("X02.weight=0,20", "review=20,off");
  expect(others).toEqual([]);
  expect(group?.points.map(({ values }) => values)).toEqual([
    [0, 20],
    [0, null],
    [20, 20],
    [20, null],
  ]);
  expect(group?.points.at(-1)?.proposal).toEqual({
    weights: new Map([
      ["X01", 10],
      ["X02", 20],
    ]),
    thresholds: { review: null, blacklist: null },
  });
});

it("leaves out thresholds that leave no queue", () =>
  expect(groupsOf("review=10,30", "blacklist=20")[0]?.points.map(({ values }) => values)).toEqual([[30, 20]]));

it("has a group for each pack", () =>
  expect(
    groupsOf("DAYS=1,2", "review=10,20").map(({ constants, points }) => [constants.get("DAYS"), points.length]),
  ).toEqual([
    ["1", 2],
    ["2", 2],
  ]));
