import { expect, it } from "vitest";
import { shownText } from "./shown-text.ts";

it.each([
  [null, "int", "missing"],
  [404, "int", "404"],
  ["a", "string", '"a"'],
  ["FR", "country", "FR"],
  [5_400_000, "duration", "90m"],
  [0, "duration", "0s"],
  [{ list: [1, 2], more: 1200 }, "list<int>", "[1, 2, … 1,200 more]"],
  [{ list: [60_000], more: 0 }, "list<duration>", "[1m]"],
])("writes %j of type %s as %s", (value, type, words) => expect(shownText(value, type)).toBe(words));
