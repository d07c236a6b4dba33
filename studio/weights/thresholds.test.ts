import { expect, it } from "vitest";
import { moveThreshold, placeOfThreshold, thresholdAt } from "./thresholds.ts";

const both = { review: 33, blacklist: 10 };

it.each([
  ["review", 40, { review: 40, blacklist: 10 }],
  ["review", 4, { review: 11, blacklist: 10 }],
  ["review", 120, { review: 99, blacklist: 10 }],
  ["review", null, { review: null, blacklist: 10 }],
  ["blacklist", 50, { review: 33, blacklist: 32 }],
  ["blacklist", -1, { review: 33, blacklist: null }],
] as const)("moves the %s threshold to %j no further than the other allows", (which, value, moved) =>
  expect(moveThreshold(both, which, value)).toEqual(moved),
);

it("lets the blacklist have all but the best score while the review threshold is off", () =>
  expect(moveThreshold({ review: null, blacklist: null }, "blacklist", 99)).toEqual({ review: null, blacklist: 98 }));

it("has no room for a blacklist below a review threshold of 0", () =>
  expect(moveThreshold({ review: 0, blacklist: null }, "blacklist", 5)).toEqual({ review: 0, blacklist: null }));

it.each([null, 0, 33, 99])("finds %j again where it was put", (value) =>
  expect(thresholdAt(placeOfThreshold(value))).toBe(value),
);
