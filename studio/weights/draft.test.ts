import { expect, it } from "vitest";
import { changedRules, draftFrom, draftOf, sameSettings, withWeight } from "./draft.ts";

const stored = { preset: "mine", thresholds: { review: 33, blacklist: null }, weights: { A01: 20, B02: 0 } };

it("takes a rule that is not named for one that weighs nothing", () => {
  expect(changedRules({ A01: 20, B02: 0 }, { A01: 20, C03: 0 })).toEqual([]);
  expect(changedRules({ A01: 20, C03: 10 }, { B02: 70, A01: 10 })).toEqual(["A01", "B02", "C03"]);
});

it("differs from what is stored by a weight or a threshold, and not by the preset's name", () => {
  const draft = draftOf(stored);
  expect(sameSettings(draft, stored)).toBe(true);
  expect(sameSettings(withWeight(draft, "A01", 10), stored)).toBe(false);
  expect(sameSettings({ ...draft, thresholds: { review: 33, blacklist: 0 } }, stored)).toBe(false);
  const preset = { name: "other", title: "Other", description: null, ...stored };
  expect(draftFrom(preset).preset).toBe("other");
  expect(sameSettings(draftFrom(preset), stored)).toBe(true);
});
