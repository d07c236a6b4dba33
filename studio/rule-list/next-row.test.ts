import { expect, it } from "vitest";
import { nextRow, type Row } from "./next-row.ts";

const OPEN: Row = { isGroup: true, isOpen: true };
const FOLDED: Row = { isGroup: true, isOpen: false };
const ITEM: Row = { isGroup: false, isOpen: true };
const ROWS = [OPEN, ITEM, ITEM, FOLDED];

it.each([
  ["ArrowDown", [1, 2, 3, 3]],
  ["ArrowUp", [0, 0, 1, 2]],
  ["Home", [0, 0, 0, 0]],
  ["End", [3, 3, 3, 3]],
  ["ArrowRight", [1, null, null, "fold"]],
  ["ArrowLeft", ["fold", 0, 0, null]],
  ["a", [null, null, null, null]],
] as const)("leads from every row by %s as in a tree", (key, targets) =>
  expect(ROWS.map((_, index) => nextRow(ROWS, index, key))).toEqual(targets),
);
