import { expect, it } from "vitest";
import { placeOf } from "./place-of.ts";

it.each([
  [0, 1, 1],
  [3, 1, 4],
  [4, 2, 1],
  [6, 2, 3],
  [99, 2, 4],
])("finds offset %i in line %i, column %i", (offset, line, column) => {
  expect(placeOf("one\ntwo", offset)).toEqual({ line, column });
});
