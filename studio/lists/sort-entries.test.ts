import { expect, it } from "vitest";
import { nextSorting, sortEntries, type EntrySorting } from "./sort-entries.ts";

const entry = (value: string, day: number, expiresAt: string | null = null) => ({
  value,
  addedAt: `2026-11-0${day}T00:00:00.000Z`,
  operator: null,
  reason: null,
  expiresAt,
});
const entries = [entry("10.0.0.0/8", 1), entry("9.9.9.9/32", 2, "2027-01-01T00:00:00.000Z"), entry("b", 2)];
const sorted = (sorting: EntrySorting) => sortEntries(entries, sorting).map(({ value }) => value);

it("sorts numbers by their size", () =>
  expect(sorted({ column: "entry", descending: false })).toEqual(["9.9.9.9/32", "10.0.0.0/8", "b"]));

it("has ties by the entry, and what is empty last in both directions", () => {
  expect(sorted({ column: "added", descending: true })).toEqual(["9.9.9.9/32", "b", "10.0.0.0/8"]);
  expect(sorted({ column: "until", descending: true })).toEqual(["9.9.9.9/32", "10.0.0.0/8", "b"]);
  expect(sorted({ column: "until", descending: false })).toEqual(["9.9.9.9/32", "10.0.0.0/8", "b"]);
});

it("turns the same column around, and begins with the newest", () => {
  expect(nextSorting({ column: "entry", descending: false }, "entry")).toEqual({ column: "entry", descending: true });
  expect(nextSorting({ column: "entry", descending: false }, "added")).toEqual({ column: "added", descending: true });
});
