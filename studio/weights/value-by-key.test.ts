import { expect, it } from "vitest";
import { valueByKey } from "./value-by-key.ts";

it.each([
  ["ArrowRight", 33, 34],
  ["ArrowUp", 98, 98],
  ["ArrowLeft", 0, -1],
  ["ArrowDown", -1, -1],
  ["PageDown", 5, -1],
  ["PageUp", 33, 43],
  ["Home", 33, -1],
  ["End", 33, 98],
  ["Tab", 33, null],
])("%s moves %i to %j", (key, from, to) => expect(valueByKey(key, from, 98)).toBe(to));
