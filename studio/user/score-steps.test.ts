import { expect, it } from "vitest";
import type { ScoreHistoryEntry } from "../../api/index.ts";
import { scorePoints, stepPath } from "./score-steps.ts";

const entry = (minute: number, score: number): ScoreHistoryEntry => ({
  at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
  score,
  status: "normal",
  rules: [],
  pack: "p",
  cause: "event",
});
const NOW = Date.UTC(2026, 10, 20, 13);

it("goes in steps from the first score to now", () => {
  const points = scorePoints([entry(30, 0), entry(15, 33), entry(0, 99)], NOW);
  expect(points.map(({ x, entry: { score } }) => [x, score])).toEqual([
    [0, 99],
    [0.25, 33],
    [0.5, 0],
  ]);
  expect(stepPath(points, 400, 99)).toBe("M0.0 0.0H100.0V66.0H200.0V99.0H400");
});

it("is a line for a score that never changed", () =>
  expect(stepPath(scorePoints([entry(0, 99)], NOW), 400, 100)).toBe("M0.0 0.0H400"));

it("keeps within its edges when the server's clock is ahead, and is nothing without scores", () => {
  expect(scorePoints([entry(59, 50), entry(0, 99)], NOW - 30 * 60_000).at(-1)?.x).toBe(1);
  expect(stepPath(scorePoints([], NOW), 400, 100)).toBe("");
});
