import fc from "fast-check";
import { expect, it } from "vitest";
import { asciiLower } from "../functions/text.ts";
import { createNeedleTest, type NeedlePlace } from "./needle-test.ts";

const plain: Readonly<Record<NeedlePlace, (text: string, needle: string) => boolean>> = {
  contains: (text, needle) => text.includes(needle),
  starts_with: (text, needle) => text.startsWith(needle),
  ends_with: (text, needle) => text.endsWith(needle),
};
const PLACES: readonly NeedlePlace[] = ["contains", "starts_with", "ends_with"];

// few characters, so that needles overlap, hold each other and fail late
const letters = fc.constantFrom("a", "b", "A", "B", "é", "İ", "K", "😀", "😁");
const texts = (least: number, most: number) =>
  fc.array(letters, { minLength: least, maxLength: most }).map((parts) => parts.join(""));

it.each(PLACES)("%s: says what looking for one needle after another says", (place) => {
  fc.assert(
    fc.property(fc.array(texts(1, 5), { maxLength: 8 }), texts(0, 16), fc.boolean(), (needles, text, ignoringCase) => {
      const fold = ignoringCase ? asciiLower : (own: string) => own;
      const expected = needles.some((needle) => plain[place](fold(text), fold(needle)));
      expect(createNeedleTest(place, needles, ignoringCase)(text)).toBe(expected);
    }),
    { numRuns: 3_000 },
  );
});

it.each(PLACES)("%s: does the same for lists that are too long for a table", (place) => {
  const needles = Array.from({ length: 40_000 }, (_, i) => `Needle ${i} ${String.fromCharCode(0x4e00 + (i % 200))}`);
  const test = createNeedleTest(place, needles, true);
  expect(test(`${needles[39_999]}`.toUpperCase())).toBe(true);
  expect(test("needle 40000 一")).toBe(false);
});
