import { expect, it } from "vitest";
import { bucketOf, readRateLimit } from "./rate-limit.ts";

it.each([
  ["50/s", 200, "50/s burst 200", { perSecond: 50, burst: 200 }],
  ["50/s", undefined, "50/s burst 50", { perSecond: 50, burst: 50 }],
  ["30/min", undefined, "30/min burst 1", { perSecond: 0.5, burst: 1 }],
  ["7200/h", 5, "7200/h burst 5", { perSecond: 2, burst: 5 }],
  ["reference", undefined, "reference", null],
])("reads %s with a burst of %s", (rate, burst, text, bucket) => {
  const limit = readRateLimit(rate, burst);
  expect(limit).toBe(text);
  expect(limit === null ? undefined : bucketOf(limit)).toEqual(bucket);
});

it.each([
  ["50", undefined],
  ["0/s", undefined],
  ["-1/s", undefined],
  ["1.5/s", undefined],
  ["50/d", undefined],
  ["50/s burst 3", undefined],
  ["50/s", 0],
  ["50/s", 1.5],
  ["50/s", 1_000_001],
  ["reference", 5],
])("takes %s with a burst of %s for no limit", (rate, burst) => expect(readRateLimit(rate, burst)).toBeNull());
