import fc from "fast-check";
import { expect, it } from "vitest";
import { ARITHMETIC_OPS } from "../ast/operators.ts";
import { arithmeticInterval, FIELD_INT, FIELD_TIME, type Interval, isSafe } from "./interval.ts";
import { aggregateInterval, callInterval } from "./value-interval.ts";

it("needs no guard for the distance of two times", () => {
  expect(isSafe(arithmeticInterval("-", FIELD_TIME, FIELD_TIME))).toBe(true);
});

it("needs one for a product of two fields", () => {
  expect(isSafe(arithmeticInterval("*", FIELD_INT, FIELD_INT))).toBe(false);
});

it("keeps a quotient within its dividend, and a remainder below its divisor", () => {
  expect(arithmeticInterval("div", { low: -7, high: 3 }, { low: 2, high: 9 })).toEqual({ low: -3, high: 1 });
  expect(arithmeticInterval("mod", { low: -7, high: 300 }, { low: 1, high: 9 })).toEqual({ low: -7, high: 8 });
});

it("bounds a sum by the rows it looks at", () => {
  expect(aggregateInterval("sum", 25, { low: -1, high: 400 })).toEqual({ low: -25, high: 10_000 });
  expect(aggregateInterval("count", 25, FIELD_INT)).toEqual({ low: 0, high: 25 });
});

const bounds = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }));
/** A range and a value inside it. */
const ranged = fc.tuple(bounds, fc.nat()).map(([[a, b], at]) => ({
  low: Math.min(a, b),
  high: Math.max(a, b),
  at: Math.min(a, b) + (at % (Math.abs(a - b) + 1)),
}));

const APPLY = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  div: (a: number, b: number) => (b === 0 ? null : Math.trunc(a / b)),
  mod: (a: number, b: number) => (b === 0 ? null : a % b),
} as const satisfies Record<(typeof ARITHMETIC_OPS)[number], (a: number, b: number) => number | null>;

it.each(ARITHMETIC_OPS)("holds every result of %s", (op) => {
  fc.assert(
    fc.property(ranged, ranged, (left, right) => {
      const result = APPLY[op](left.at, right.at);
      if (result !== null) expectInside(result, arithmeticInterval(op, left, right));
    }),
  );
});

it("holds every result of the functions of numbers", () => {
  fc.assert(
    fc.property(ranged, ranged, (a, b) => {
      expectInside(Math.min(a.at, b.at), callInterval("least", [a, b]));
      expectInside(Math.max(a.at, b.at), callInterval("greatest", [a, b]));
      expectInside(Math.abs(a.at), callInterval("abs", [a]));
    }),
  );
});

function expectInside(value: number, { low, high }: Interval): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}
