import { expect, it } from "vitest";
import { formatAge, formatBytes, formatCount, formatDuration, formatPercent } from "./format.ts";

it("groups thousands", () => expect(formatCount(1_234_567)).toBe("1,234,567"));

it.each([
  [0, 0, "0%"],
  [0, 1000, "0%"],
  [1, 1000, "<1%"],
  [10, 1000, "1%"],
  [999, 1000, "99%"],
  [1000, 1000, "100%"],
])("shows %i of %i as %s", (part, whole, shown) => expect(formatPercent(part, whole)).toBe(shown));

it.each([
  [0.2, "1 ms"],
  [42.4, "42 ms"],
  [1_240, "1.2 s"],
  [150_000, "3 min"],
])("shows %d milliseconds as %s", (milliseconds, shown) => expect(formatDuration(milliseconds)).toBe(shown));

const NOW = Date.parse("2026-03-01T12:00:00Z");

it.each([
  ["2026-03-01T11:59:30Z", "now"],
  ["2026-03-01T11:55:00Z", "5 min. ago"],
  ["2026-02-28T11:00:00Z", "yesterday"],
  ["2025-12-25T12:00:00Z", "2 mo. ago"],
])("tells the age of %s as %s", (instant, shown) => expect(formatAge(instant, NOW)).toBe(shown));

it.each([
  [0, "0 B"],
  [517, "517 B"],
  [1_234, "1.2 kB"],
  [18_400, "18 kB"],
  [7_600_000, "7.6 MB"],
  [2_000_000_000, "2.0 GB"],
])("shows %d bytes as %s", (bytes, shown) => expect(formatBytes(bytes)).toBe(shown));
