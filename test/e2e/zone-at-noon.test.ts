import { expect, it } from "vitest";
import { zoneAtNoon } from "./zone-at-noon.ts";

const hours = Array.from({ length: 24 }, (_, hour) => new Date(Date.UTC(2026, 10, 27, hour, 59)));

it.each(hours)("is noon at %s", (now) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zoneAtNoon(now), hour: "2-digit", hourCycle: "h23" });
  expect(format.format(now)).toBe("12");
});
