import { expect, it } from "vitest";
import { coverageState } from "./coverage-state.ts";

const state = (yes: number, no: number, unknown: number) => coverageState({ seen: { true: yes, false: no, unknown } });

it("wants a condition seen true and seen false", () => {
  expect(state(1, 2, 0)).toBe("full");
  expect(state(1, 0, 3)).toBe("neverFalse");
  expect(state(0, 1, 0)).toBe("neverTrue");
  expect(state(0, 0, 1)).toBe("neverTrue");
  expect(state(0, 0, 0)).toBe("never");
});
