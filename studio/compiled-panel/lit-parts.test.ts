import { expect, it } from "vitest";
import { litParts, litRanges, partAt } from "./lit-parts.ts";

const TEXT = "rule X01 {\n  when a > 1\n}\n";
const at = (part: string) => ({ start: TEXT.indexOf(part), end: TEXT.indexOf(part) + part.length });
const PARTS = [at("a > 1"), at("a > 1"), at("1\n")].map(({ start, end }, i) => ({
  start,
  end: i === 1 ? start + 1 : i === 2 ? end - 1 : end,
}));

it("lights up the smallest part around the caret, with what it holds", () => {
  expect(litParts(PARTS, TEXT, TEXT.indexOf("> 1"))).toEqual([0, 1, 2]);
  expect(litParts(PARTS, TEXT, TEXT.indexOf("1\n") + 1)).toEqual([2]);
});

it("lights up all of the caret's line where no part is around it", () => {
  expect(litParts(PARTS, TEXT, TEXT.indexOf("when"))).toEqual([0, 1, 2]);
  expect(litParts(PARTS, TEXT, 0)).toEqual([]);
});

const SHOWN = {
  text: "x(a > 1)",
  ranges: [
    { part: 0, start: 2, end: 7 },
    { part: 1, start: 2, end: 3 },
  ],
};

it("finds the part that a place of a target comes from", () => {
  expect(partAt(SHOWN, 5)).toBe(0);
  expect(partAt(SHOWN, 3)).toBe(1);
  expect(partAt(SHOWN, 0)).toBeNull();
});

it("leaves out stretches that another one holds", () => {
  expect(litRanges(SHOWN, [0, 1])).toEqual([{ part: 0, start: 2, end: 7 }]);
  expect(litRanges(SHOWN, [1])).toEqual([{ part: 1, start: 2, end: 3 }]);
});
