import { expect, it } from "vitest";
import { signedWeight, weightName } from "./weight-name.ts";

it.each([
  [-20, "positive", "−20"],
  [0, "none", "0"],
  [10, "medium", "+10"],
  [20, "high", "+20"],
  [70, "extreme", "+70"],
  [35, "other", "+35"],
])("names the weight %i %s and writes it %s", (weight, name, signed) => {
  expect(weightName(weight)).toBe(name);
  expect(signedWeight(weight)).toBe(signed);
});
