import { expect, it } from "vitest";
import { createRateGate } from "./rate-gate.ts";

it("counts for each key by its own limit, and not at all without one", () => {
  let now = 0;
  const gate = createRateGate(() => now);
  const limited = { apiKeyId: 1, rateLimit: "1/s burst 2" } as const;
  expect([gate.wait(limited, 2), gate.wait(limited)]).toEqual([0, 1000]);
  expect(gate.wait({ apiKeyId: 2, rateLimit: "1/s burst 2" })).toBe(0);
  expect(gate.wait({ apiKeyId: 3, rateLimit: null }, 1_000_000)).toBe(0);
  expect(gate.wait({ apiKeyId: 4, rateLimit: "reference" }, 200)).toBe(0);
  expect(gate.wait({ apiKeyId: 4, rateLimit: "reference" })).toBe(20_000);
  now = 1000;
  expect(gate.wait(limited)).toBe(0);
});

it("begins anew when the limit of a key becomes another one", () => {
  const gate = createRateGate(() => 0);
  expect([
    gate.wait({ apiKeyId: 1, rateLimit: "1/s burst 1" }),
    gate.wait({ apiKeyId: 1, rateLimit: "1/s burst 1" }),
  ]).toEqual([0, 1000]);
  expect(gate.wait({ apiKeyId: 1, rateLimit: "1/s burst 5" }, 5)).toBe(0);
});
