import { expect, it } from "vitest";
import { coverageMarks } from "./coverage-marks.ts";

const PATH = "X01.tocsin";
const TEXT = "rule {\n  a > 1\n  b > 2 or c\n}\n";

const condition = (written: string, yes: number, no: number) => {
  const start = TEXT.indexOf(written);
  return {
    declaration: "X01",
    span: { file: PATH, start, end: start + written.length },
    seen: { true: yes, false: no, unknown: 0 },
  };
};

it("marks a line once, by what was seen least", () => {
  const conditions = [condition("a > 1", 1, 1), condition("b > 2", 1, 0), condition("c", 0, 0)];
  expect(coverageMarks(conditions, PATH, TEXT).map(({ sign, start }) => [sign, start])).toEqual([
    ["full", TEXT.indexOf("a > 1")],
    ["never", TEXT.indexOf("b > 2")],
  ]);
});

it("says what was seen of every condition of the line", () => {
  const [mark] = coverageMarks([condition("b > 2", 1, 0), condition("c", 1, 2)], PATH, TEXT);
  expect(mark).toMatchObject({
    sign: "half",
    hover:
      "b > 2: never false (true in 1 case, false in 0, unknown in 0)\n\nc: seen true and false (true in 1 case, false in 2, unknown in 0)",
  });
});

it("leaves out what stands in another file, or behind the end of a text that became shorter", () => {
  const elsewhere = { ...condition("c", 0, 0), span: { file: "other.tocsin", start: 0, end: 1 } };
  const behind = { ...condition("c", 0, 0), span: { file: PATH, start: 900, end: 901 } };
  expect(coverageMarks([elsewhere, behind], PATH, TEXT)).toEqual([]);
});
