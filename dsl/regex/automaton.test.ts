import { expect, it } from "vitest";
import { automatonOf } from "./automaton.ts";
import { countPositions } from "./pattern.ts";
import { readPattern } from "./read-pattern.ts";

const statesOf = (text: string): number | null => {
  const { pattern } = readPattern(text, { ignoringCase: false });
  if (pattern === null) throw new Error(`/${text}/ is no pattern`);
  return automatonOf(pattern)?.endsIn.length ?? null;
};

it("is as small as the pattern where a matching engine would try everything", () => {
  expect(statesOf("^(?:a+)+$")).toBe(4);
  expect(statesOf("(a|aa)*b")).toBe(6);
  expect(statesOf("((a?){10}){10}b")).toBeLessThan(10);
});

it("remembers only the newest of matches begun, where that is enough", () => {
  expect(statesOf("x.{0,200}y")).toBeLessThan(500);
  expect(statesOf("union.{0,40}select")).toBeLessThan(500);
  expect(statesOf("x.{3,}y")).toBeLessThan(20);
});

it("gives up where each match begun must be remembered", () => {
  expect(statesOf("a.{20}b")).toBeNull();
  expect(statesOf("[ab]*a[ab]{10}$")).toBeNull();
});

it("has room for every pattern of a thousand positions that can be told apart by little", () => {
  const { pattern } = readPattern("([a-z]{1,15}){0,66}x", { ignoringCase: false });
  expect(pattern && countPositions(pattern)).toBe(991);
  expect(statesOf("([a-z]{1,15}){0,66}x")).toBeLessThan(10);
});
