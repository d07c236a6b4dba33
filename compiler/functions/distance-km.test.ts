import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COUNTRIES } from "../../dsl/types/enumerations.ts";
import { distancesModule } from "../../scripts/countries/make-distances.js";
import { COUNTRY_NUMBERS, distanceKm, KILOMETRES } from "./distance-km.ts";

it("is what the script makes of the middles of the countries", () => {
  expect(readFileSync(new URL("country-distances.ts", import.meta.url), "utf8")).toBe(distancesModule());
});

it("knows every country of the language", () => {
  expect(COUNTRY_NUMBERS.filter((number) => number > 0)).toHaveLength(COUNTRIES.length - 1);
  expect(KILOMETRES).toHaveLength((COUNTRIES.length * (COUNTRIES.length + 1)) / 2);
  expect(COUNTRIES.filter((country) => distanceKm(country, country) !== 0)).toEqual([]);
});

it("is the same both ways, and no further than half around the earth", () => {
  for (const a of COUNTRIES)
    for (const b of COUNTRIES) {
      expect(distanceKm(a, b)).toBe(distanceKm(b, a));
      expect(distanceKm(a, b)).toBeLessThan(20_038);
    }
});

it.each([
  ["FR", "DE", 740],
  ["PT", "ES", 342],
  ["FR", "VN", 9_760],
  ["US", "AU", 15_000],
])("puts the middle of %s and %s some %i km apart", (a, b, about) => {
  expect(Math.abs(distanceKm(a, b) - about)).toBeLessThan(about / 10);
});
