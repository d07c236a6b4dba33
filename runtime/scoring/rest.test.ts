import { expect, it } from "vitest";
import { restAfter, type AfterRound } from "./rest.ts";

const ROUND: AfterRound = { took: 20, busy: false, background: false, waited: null };

it("does not rest while nobody else has work", () => {
  expect(restAfter(ROUND)).toBe(0);
});

it("leaves most of the time to ingest while that is busy", () => {
  expect(restAfter({ ...ROUND, busy: true })).toBe(100);
  expect(restAfter({ ...ROUND, busy: true, background: true })).toBe(100);
});

it("takes half of the time for users whom nobody waits for", () => {
  expect(restAfter({ ...ROUND, background: true })).toBe(20);
});

it("never rests long, however long a round took", () => {
  expect(restAfter({ ...ROUND, busy: true, took: 3000 })).toBe(400);
});

it("ends before the first event has waited too long for its score", () => {
  expect(restAfter({ ...ROUND, busy: true, waited: 350 })).toBe(50);
  expect(restAfter({ ...ROUND, busy: true, waited: 2000 })).toBe(0);
  expect(restAfter({ ...ROUND, busy: true, waited: 10 })).toBe(100);
});
