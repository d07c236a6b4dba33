import { expect, it } from "vitest";
import type { Cause } from "./cause.ts";
import type { RuleDifference } from "./difference.ts";
import { groupDifferences, UNLISTED_LIMIT } from "./group-differences.ts";
import { historyOf } from "./history-of.ts";

const history = historyOf({});
const pair = (rule: string): RuleDifference => ({ rule, history, expected: true });
const about = (rule: string, announced: boolean): Cause => ({
  name: `about ${rule}`,
  announced,
  explains: (difference) => difference.rule === rule,
});

it("leaves a pair that no cause explains", () => {
  const { unexplained } = groupDifferences([pair("A01"), pair("B01")], [about("A01", true)]);
  expect(unexplained.map(({ rule }) => rule)).toEqual(["B01"]);
});

it("counts a pair for the first cause that explains it", () => {
  const { counts } = groupDifferences([pair("A01")], [about("A01", true), about("A01", false)]);
  expect(counts.map(({ pairs }) => pairs)).toEqual([1, 0]);
});

it("lets a cause that was not announced explain twenty pairs and no more", () => {
  const twenty = Array.from({ length: UNLISTED_LIMIT }, () => pair("A01"));
  const cause = about("A01", false);
  expect(groupDifferences(twenty, [cause]).excessive).toEqual([]);
  expect(groupDifferences([...twenty, pair("A01")], [cause]).excessive.map(({ pairs }) => pairs)).toEqual([21]);
  expect(groupDifferences([...twenty, pair("A01")], [about("A01", true)]).excessive).toEqual([]);
});
