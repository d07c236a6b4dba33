import { expect, it } from "vitest";
import { createBreaker } from "./breaker.ts";

function breakerAt(start: number) {
  let now = start;
  const breaker = createBreaker(() => now);
  return { breaker, pass: (ms: number) => void (now += ms), pausedFor: () => Math.max(breaker.pausedUntil - now, 0) };
}
const failTimes = (failed: () => boolean, times: number) => Array.from({ length: times }, failed);

it("pauses for a minute at the fifth failure in a row, and not before", () => {
  const { breaker, pausedFor } = breakerAt(1000);
  expect(failTimes(() => breaker.failed(), 4)).toEqual([false, false, false, false]);
  breaker.succeeded();
  expect(failTimes(() => breaker.failed(), 5)).toEqual([false, false, false, false, true]);
  expect(pausedFor()).toBe(60_000);
});

it("pauses for twice as long at each failure after a pause, for an hour at most, until an answer comes", () => {
  const { breaker, pass, pausedFor } = breakerAt(1000);
  failTimes(() => breaker.failed(), 5);
  const pauses = Array.from({ length: 7 }, () => {
    pass(pausedFor());
    breaker.failed();
    return pausedFor() / 60_000;
  });
  expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60]);
  pass(pausedFor());
  breaker.succeeded();
  expect(breaker.failed()).toBe(false);
  expect(pausedFor()).toBe(0);
});

it("takes failures of questions that were under way for one", () => {
  const { breaker, pausedFor } = breakerAt(1000);
  expect(failTimes(() => breaker.failed(), 12).filter(Boolean)).toHaveLength(1);
  expect(pausedFor()).toBe(60_000);
});

it("pauses for as long as it is told, for an hour at most, and for a minute when it is not told how long", () => {
  const told = (ms: number | null) => {
    const { breaker, pausedFor } = breakerAt(1000);
    breaker.pause(ms);
    return pausedFor();
  };
  expect([told(2500), told(86_400_000), told(0), told(null)]).toEqual([2500, 3_600_000, 0, 60_000]);
});
