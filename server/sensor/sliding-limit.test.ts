import { expect, it } from "vitest";
import { createSlidingLimit, REFERENCE_LIMIT } from "./sliding-limit.ts";

const passed = (limit: ReturnType<typeof createSlidingLimit>, times: readonly number[]) =>
  times.filter((time) => limit.take(time) === 0).length;

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
  expect([0, 50, 99, 100, 149, 150].map((time) => limit.take(time))).toEqual([0, 0, 1, 0, 1, 0]);
});

it("does not count what it refused", () => {
  const limit = createSlidingLimit({ count: 1, windowMs: 100 });
  expect([0, 60, 100].map((time) => limit.take(time))).toEqual([0, 40, 0]);
});

it("lets several pass together or not at all", () => {
  const limit = createSlidingLimit({ count: 3, windowMs: 100 });
  expect([limit.take(0, 2), limit.take(10, 2), limit.take(20), limit.take(30)]).toEqual([0, 90, 0, 70]);
  expect(limit.take(100, 2)).toBe(0);
  expect(limit.take(1000, 4)).toBe(Number.POSITIVE_INFINITY);
});
