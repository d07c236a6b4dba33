import { expect, it } from "vitest";
import { roundSize } from "./round-size.ts";

it.each([
  [null, 40],
  [0, 40],
  [600, 40],
  [601, 100],
])("after a wait of %s ms judges %i users at once", (waited, users) => expect(roundSize(waited)).toBe(users));
