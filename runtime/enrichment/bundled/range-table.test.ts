import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rangeOf, readTable, wordsOf, type Ranges } from "./range-table.ts";

const FILES = ["networks", "countries"] as const;
const tables = await Promise.all(
  FILES.map(async (name) => readTable(await readFile(new URL(`../../../data/${name}.bin.br`, import.meta.url)))),
);
const committed = tables.flatMap(({ ranges: { v4, v6 } }, i) => [
  [`${FILES[i]} of IPv4`, v4] as const,
  [`${FILES[i]} of IPv6`, v6] as const,
]);

it.each(committed)("has the ranges of %s in order, the first one at the first address", (_, ranges) => {
  const starts = startsOf(ranges);
  expect(starts[0]).toBe(0n);
  expect(starts.findIndex((start, i) => i > 0 && start <= (starts[i - 1] ?? -1n))).toBe(-1);
});

it.each(committed)("finds in %s what a look at one range after the other finds", (_, ranges) => {
  const starts = startsOf(ranges);
  const last = 2n ** BigInt(32 * ranges.words) - 1n;
  const atEdge = fc
    .tuple(fc.integer({ min: 0, max: starts.length - 1 }), fc.constantFrom(-1n, 0n, 1n))
    .map(([i, step]) => (starts[i] ?? 0n) + step)
    .filter((address) => address >= 0n && address <= last);
  const anywhere = fc.bigInt({ min: 0n, max: last });
  fc.assert(
    fc.property(fc.oneof(atEdge, anywhere, fc.constantFrom(0n, last)), (address) => {
      expect(rangeOf(ranges, split(address, ranges.words))).toBe(starts.findLastIndex((start) => start <= address));
    }),
    { numRuns: 100 },
  );
});

it("reads an IPv4 address written as IPv6 as the IPv4 address", () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      expect(wordsOf(`::ffff:${text}`)).toEqual(wordsOf(text));
    }),
  );
});

function startsOf({ count, words, starts }: Ranges): readonly bigint[] {
  return Array.from({ length: count }, (_, i) =>
    starts.subarray(i * words, (i + 1) * words).reduce((number, word) => (number << 32n) | BigInt(word), 0n),
  );
}

function split(address: bigint, words: number): readonly number[] {
  return Array.from({ length: words }, (_, i) => Number((address >> BigInt(32 * (words - 1 - i))) & 0xffff_ffffn));
}
