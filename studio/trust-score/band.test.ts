import { expect, it } from "vitest";
import { bandOf } from "./band.ts";

it.each([
  [0, "low"],
  [32, "low"],
  [33, "medium"],
  [66, "medium"],
  [67, "high"],
  [99, "high"],
  [null, "none"],
])("puts the score %s into the band %s", (score, band) => expect(bandOf(score)).toBe(band));
