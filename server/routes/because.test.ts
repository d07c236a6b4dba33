import { expect, it } from "vitest";
import { fillBecause } from "./because.ts";

it("puts values in the places of attributes", () =>
  expect(fillBecause("{count} addresses, {flag}", { count: 7, flag: true })).toBe("7 addresses, true"));

it("says that a missing value is unknown", () =>
  expect(fillBecause("in {country}", { country: null })).toBe("in unknown"));

it("shortens lists", () =>
  expect(fillBecause("{list}", { list: ["a", "b", "c", "d", "e", "f"] })).toBe("a, b, c, d, e …"));

it("leaves alone what is no attribute", () =>
  expect(fillBecause("{constructor} {} {A}", {})).toBe("{constructor} {} {A}"));
