import fc from "fast-check";
import { expect, it } from "vitest";
import { lowestScore } from "./lowest-score.ts";
import { trustScore } from "./trust-score.ts";

const never = () => false;

it("takes every positive weight and no other", () => {
  expect(lowestScore([20, -20, 0, 20], never, 0)).toEqual({ score: 53, chosen: [0, 3] });
  expect(lowestScore([], never, 0)).toEqual({ score: 99, chosen: [] });
});

it("takes the better of two that never go together", () =>
  expect(lowestScore([20, 70], (a, b) => a !== b, 0)).toEqual({ score: 29, chosen: [1] }));

it("stops where enough is reached", () => expect(lowestScore([70, 70], never, 33)?.score).toBeLessThanOrEqual(33));

it("finds what trying every combination finds", () => {
  const pairs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -30, max: 40 }), { maxLength: 8 }), pairs, (weights, rivals) => {
      const excludes = (a: number, b: number) => rivals.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
      const sets = Array.from({ length: 2 ** weights.length }, (_, bits) =>
        weights.flatMap((_w, i) => (bits & (1 << i) ? [i] : [])),
      );
      const possible = sets.filter((set) => set.every((a) => set.every((b) => a === b || !excludes(a, b))));
      const scores = possible.map((set) => trustScore(set.map((place) => weights[place] ?? 0)));
      expect(lowestScore(weights, excludes, -1)?.score).toBe(Math.min(...scores));
    }),
    { numRuns: 300 },
  );
});
