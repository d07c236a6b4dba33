import { expect, it } from "vitest";
import { createSlidingLimit, REFERENCE_LIMIT } from "./sliding-limit.ts";

const passed = (limit: ReturnType<typeof createSlidingLimit>, times: readonly number[]) =>
  times.filter((time) => limit.take(time)).length;

it("lets 200 requests pass in 20 seconds", () => {
  const limit = createSlidingLimit(REFERENCE_LIMIT);
  expect(
    passed(
      limit,
      Array.from({ length: 300 }, (_, index) => index),
    ),
  ).toBe(200);
});

it("slides: each request makes room after the window, not before", () => {
  const limit = createSlidingLimit({ count: 2, windowMs: 100 });
  expect([0, 50, 99, 100, 149, 150].map((time) => limit.take(time))).toEqual([true, true, false, true, false, true]);
});

it("does not count what it refused", () => {
  const limit = createSlidingLimit({ count: 1, windowMs: 100 });
  expect([0, 60, 100].map((time) => limit.take(time))).toEqual([true, false, true]);
});
