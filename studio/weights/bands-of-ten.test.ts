import { expect, it } from "vitest";
import { bandsOfTen } from "./bands-of-ten.ts";

it("sums ten scores each", () => {
  const scores = (n: number) => Array.from({ length: 100 }, (_, score) => (score === n ? 3 : 0));
  const bands = bandsOfTen({ before: scores(9), after: scores(10) });
  expect(bands).toHaveLength(10);
  expect(bands.slice(0, 2)).toEqual([
    { from: 0, to: 9, before: 3, after: 0 },
    { from: 10, to: 19, before: 0, after: 3 },
  ]);
});
