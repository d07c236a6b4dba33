import { expect, it } from "vitest";
import { weightName } from "../trust-score/weight-name.ts";
import { NAMED_WEIGHTS } from "./named-weights.ts";

it.each(NAMED_WEIGHTS)("calls $weight $name, as everywhere", ({ name, weight }) =>
  expect(weightName(weight)).toBe(name),
);
