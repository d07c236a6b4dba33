import { expect, it } from "vitest";
import { rateMarks } from "./rate-marks.ts";

const TEXT = "when {\n  a > 1\n  any {\n    b\n  }\n}";
const at = (part: string) => TEXT.indexOf(part);
const words = (matched: number, tested: number, unknown: number) => `${matched}/${tested}, ${unknown}`;

it("stands at the end of the line where a condition begins", () => {
  const conditions = [
    { start: at("a > 1"), end: at("a > 1") + 5, matched: 4, unknown: 0 },
    { start: at("any"), end: at("  }\n}") + 3, matched: 1, unknown: 2 },
  ];
  expect(rateMarks({ kind: "rates", tested: 9, conditions }, TEXT, words)).toEqual([
    { start: at("a > 1"), end: at("a > 1") + 5, after: "4/9, 0" },
    { start: at("any"), end: at("any {") + 5, after: "1/9, 2" },
  ]);
});

it("says nothing of nobody", () =>
  expect(
    rateMarks({ kind: "rates", tested: 0, conditions: [{ start: 0, end: 1, matched: 0, unknown: 0 }] }, TEXT, words),
  ).toEqual([]));
