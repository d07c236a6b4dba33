import { expect, it } from "vitest";
import { createLocalHours } from "./local-hour.ts";

it.each([
  ["UTC", "2026-07-01T23:59:59.999Z", 23],
  ["Europe/Berlin", "2026-07-01T22:30:00Z", 0],
  ["Europe/Berlin", "2026-01-01T22:30:00Z", 23],
  ["Asia/Kolkata", "2026-01-01T18:45:00Z", 0],
])("in %s, %s is hour %i", (timeZone, time, hour) => expect(createLocalHours()(timeZone, Date.parse(time))).toBe(hour));
