import { expect, it } from "vitest";
import { localMoment } from "./local-moment.ts";

it("is read back as the same instant", () => {
  const instant = "2026-11-20T10:07:00.000Z";
  expect(new Date(localMoment(instant)).toISOString()).toBe(instant);
});

it("is empty for now", () => expect(localMoment(null)).toBe(""));
