import { expect, it } from "vitest";
import { rowToGoTo } from "./row-to-go-to.ts";

it.each([
  ["ArrowDown", 3, 4],
  ["ArrowDown", 19, 19],
  ["ArrowUp", 0, 0],
  ["PageUp", 18, 3],
  ["PageDown", 18, 19],
  ["Home", 18, 0],
  ["End", 3, 19],
  ["Enter", 3, null],
])("%s from row %i of 20 leads to %j", (key, from, to) => expect(rowToGoTo(key, from, 20)).toBe(to));
