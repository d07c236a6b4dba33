import { expect, it } from "vitest";
import { retryDelay } from "./retry-delay.ts";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const retry = { attempt: 1, retryAfter: null, now: NOW, random: 1 };

it("doubles its bound up to half a minute", () => {
  const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12].map((attempt) => retryDelay({ ...retry, attempt }));
  expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

it("takes any part of the bound", () => {
  const waits = [0, 0.25, 0.5, 1].map((random) => retryDelay({ ...retry, attempt: 3, random }));
  expect(waits).toEqual([0, 250, 500, 1000]);
});

it.each([
  ["7", 7_000],
  ["Fri, 20 Nov 2026 10:00:09 GMT", 9_000],
  ["Fri, 20 Nov 2026 09:00:00 GMT", 0],
  ["86400", 300_000],
  ["soon", 0],
  ["-5", 0],
])("waits after `Retry-After: %s` for at least %i ms", (retryAfter, ms) => {
  expect(retryDelay({ ...retry, retryAfter, random: 0 })).toBe(ms);
  expect(retryDelay({ ...retry, retryAfter, random: 1 })).toBe(ms + 250);
});
