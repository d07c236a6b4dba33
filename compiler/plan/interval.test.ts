import { expect, it } from "vitest";
import { arithmeticInterval, isSafe, MAX_INT, TIME_RANGE } from "./interval.ts";

it("needs no guard for the distance of two times", () => {
  expect(isSafe(arithmeticInterval("-", TIME_RANGE, TIME_RANGE))).toBe(true);
});

it("needs one for a product of large numbers", () => {
  const large = { low: 0, high: 2 ** 27 };
  expect(isSafe(arithmeticInterval("*", large, large))).toBe(false);
});

it("keeps a quotient within its dividend", () => {
  expect(arithmeticInterval("div", { low: -7, high: 3 }, { low: 1, high: MAX_INT })).toEqual({ low: -7, high: 7 });
});
