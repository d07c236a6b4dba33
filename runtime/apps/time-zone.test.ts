import { expect, it } from "vitest";
import { isTimeZone } from "./time-zone.ts";

it.each(["UTC", "Europe/Zurich", "America/Argentina/Ushuaia", "Asia/Calcutta", "Etc/GMT+5"])("takes %s", (name) =>
  expect(isTimeZone(name)).toBe(true),
);

it.each(["", "Zurich", "Europe/Zürich", "+05:30", "Europe/Zurich; drop table apps", "a".repeat(10_000)])(
  "refuses %j",
  (name) => expect(isTimeZone(name)).toBe(false),
);
