import { expect, it } from "vitest";
import { costText, useCostText } from "./cost-text.ts";

it("says what is read and how much", () => {
  expect(costText({ class: "constant", rowVisits: 0, steps: 3 })).toBe("reads nothing of the user: at most 3 steps");
  expect(costText({ class: "profile", rowVisits: 0, steps: 7 })).toBe("reads the user's own row: at most 7 steps");
  expect(costText({ class: "rows", rowVisits: 1_000, steps: 3_001 })).toBe(
    "reads rows of the user: at most 1,000 rows and 3,001 steps",
  );
});

it("leaves out what a define is given", () => {
  expect(useCostText({ class: "constant", rowVisits: 0, steps: 3 })).toBe("at most 3 steps each time it is asked");
  expect(useCostText({ class: "profile", rowVisits: 0, steps: 3 })).toBe(
    "reads the user's own row: at most 3 steps each time it is asked",
  );
});
