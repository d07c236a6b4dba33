import { DISTANCES } from "./country-distances.ts";

/** Digits of a distance in the generated table. */
const DIGITS = 3;

const ROWS = Object.entries(DISTANCES);
const NUMBERS: ReadonlyMap<string, number> = new Map(ROWS.map(([code], number) => [code, number]));

/** The distances of the table, row by row: that of countries `a >= b` stands at a(a+1)/2 + b. */
export const KILOMETRES: readonly number[] = ROWS.flatMap(([, row]) =>
  Array.from({ length: row.length / DIGITS }, (_, i) => Number.parseInt(row.slice(i * DIGITS, (i + 1) * DIGITS), 36)),
);

/** The number of a country, at the place of its two letters: `AA` is 0, `AB` 1 … Zero where there is no such country. */
export const COUNTRY_NUMBERS: readonly number[] = Array.from({ length: 26 * 26 }, (_, place) => {
  const code = String.fromCharCode(65 + Math.floor(place / 26), 65 + (place % 26));
  return NUMBERS.get(code) ?? 0;
});

/** Whole kilometres between the middles of two countries. */
export function distanceKm(a: string, b: string): number {
  const left = NUMBERS.get(a) ?? 0;
  const right = NUMBERS.get(b) ?? 0;
  const high = Math.max(left, right);
  const low = Math.min(left, right);
  return KILOMETRES[(high * (high + 1)) / 2 + low] ?? 0;
}
