import { expect, it } from "vitest";
import { timelineOf } from "./timeline.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 12);

it("ends at the judged moment and begins a little before the window", () => {
  const { from, to, window, place } = timelineOf([NOW - HOUR], NOW, 2 * HOUR);
  expect({ to, before: from < NOW - 2 * HOUR }).toEqual({ to: NOW, before: true });
  expect(place(NOW)).toBe(1);
  expect(place(NOW - 2 * HOUR)).toBe(window);
  expect(window).toBeGreaterThan(0);
});

it("begins before the oldest row where nothing bounds it", () => {
  const { place, window } = timelineOf([NOW - 5 * HOUR, NOW - HOUR], NOW, null);
  expect(place(NOW - 5 * HOUR)).toBe(window);
});

it("has a length without rows", () => expect(timelineOf([], NOW, null).place(NOW)).toBe(1));
