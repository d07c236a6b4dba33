import fc from "fast-check";
import { expect, it } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

it("lets a full bucket pass at once, and then as much as falls into it", () => {
  const bucket = createTokenBucket({ perSecond: 10, burst: 3 });
  expect([0, 0, 0, 0, 50, 100, 100, 200].map((now) => bucket.take(now))).toEqual([0, 0, 0, 100, 50, 0, 100, 0]);
  // It never holds more than its size.
  expect([10_000, 10_000, 10_000, 10_000].map((now) => bucket.take(now))).toEqual([0, 0, 0, 100]);
});

it("takes a token for each event of a request, or none", () => {
  const bucket = createTokenBucket({ perSecond: 1, burst: 5 });
  expect([bucket.take(0, 4), bucket.take(0, 2), bucket.take(0, 1), bucket.take(0, 6)]).toEqual([
    0,
    1000,
    0,
    Number.POSITIVE_INFINITY,
  ]);
});

it("lets whoever waits for as long as it says pass, and nobody who waits for less", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 50 })), { maxLength: 40 }),
      (perMinute, burst, asked) => {
        const bucket = createTokenBucket({ perSecond: perMinute / 60, burst });
        let now = 0;
        for (const [later, size] of asked) {
          now += later;
          const wait = bucket.take(now, size);
          if (wait === 0 || !Number.isFinite(wait)) continue;
          expect(bucket.take(now + wait * 0.99, size)).toBeGreaterThan(0);
          expect(bucket.take(now + wait, size)).toBe(0);
          now += wait;
        }
      },
    ),
  ));

it("never lets more pass than the bucket and what has fallen into it", () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 5 })), { maxLength: 100 }),
      (perSecond, burst, asked) => {
        const bucket = createTokenBucket({ perSecond, burst });
        let now = 0;
        let passed = 0;
        for (const [later, size] of asked) {
          now += later;
          if (bucket.take(now, size) === 0) passed += size;
          expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
        }
      },
    ),
  ));
