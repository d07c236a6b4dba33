import { expect, it } from "vitest";
import { nextStatus, type StatusBefore } from "./next-status.ts";

const thresholds = { review: 33, blacklist: 10 };
const free: StatusBefore = { decision: null, inReview: false };
const nothing = { enterReview: false, leaveReview: false, blacklist: false };

it("puts a score at the threshold into review", () => {
  expect(nextStatus(free, 33, thresholds)).toEqual({ ...nothing, enterReview: true });
  expect(nextStatus(free, 34, thresholds)).toEqual(nothing);
});

it("lifts a user out of review when the score gets better", () =>
  expect(nextStatus({ ...free, inReview: true }, 34, thresholds)).toEqual({ ...nothing, leaveReview: true }));

it("leaves a user in review whom an operator put there", () =>
  expect(nextStatus({ decision: "review", inReview: true }, 99, thresholds)).toEqual(nothing));

it("blacklists at the threshold, also while in review", () => {
  expect(nextStatus({ ...free, inReview: true }, 10, thresholds)).toEqual({ ...nothing, blacklist: true });
  expect(nextStatus(free, 0, thresholds)).toEqual({ ...nothing, enterReview: true, blacklist: true });
});

it.each(["whitelist", "blacklist", "review"] as const)("does not touch a user decided as %s", (decision) =>
  expect(nextStatus({ decision, inReview: false }, 0, thresholds)).toEqual(nothing),
);

it("does nothing when the thresholds are off", () =>
  expect(nextStatus(free, 0, { review: null, blacklist: null })).toEqual(nothing));
