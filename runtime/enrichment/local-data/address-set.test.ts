import fc from "fast-check";
import { expect, it } from "vitest";
import { parseRange, type AddressRange } from "./address-range.ts";
import { addressSet } from "./address-set.ts";
import { bits128, ipNumber, type IpNumber } from "./ip-number.ts";

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["192.0.2.0/24", "192.0.2.255"],
  ["192.0.2.77/24", "192.0.2.0"],
  ["192.0.2.0 - 192.0.2.9", "192.0.2.9"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["0.0.0.0/0", "255.255.255.255"],
  ["2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["2001:db8::-2001:db8::9", "2001:db8::9"],
  ["::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
])("%s holds %s", (range, address) => expect(setOf(range).has(numberOf(address))).toBe(true));

it.each(["192.0.2", "192.0.2.0/33", "2001:db8::/129", "192.0.2.9-192.0.2.0", "192.0.2.0-::1", "010.0.0.1", "x", ""])(
  "%j is no range",
  (text) => expect(parseRange(text)).toBeNull(),
);

it("says of which families it knows anything", () => {
  const set = setOf("192.0.2.0/24", "192.0.3.0/24");
  expect([set.covers("v4"), set.covers("v6"), set.ranges]).toEqual([true, false, 1]);
});

// Few different values, and bits on both sides of the middle, so that ranges touch and overlap.
const v4 = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1));
const v6 = fc
  .tuple(fc.bigInt({ min: 0n, max: 3n }), fc.constantFrom(0n, 1n, 2n, 2n ** 63n, 2n ** 64n - 2n, 2n ** 64n - 1n))
  .map(([high, low]) => bits128({ high, low }));
const range = fc.oneof(
  fc.tuple(v4, v4).map(([a, b]): AddressRange => ({ kind: "v4", first: Math.min(a, b), last: Math.max(a, b) })),
  fc.tuple(v6, v6).map(([a, b]): AddressRange => ({ kind: "v6", first: a < b ? a : b, last: a < b ? b : a })),
);
const address = fc.oneof(
  v4.map((value): IpNumber => ({ kind: "v4", value })),
  v6.map((value): IpNumber => ({ kind: "v6", high: value >> 64n, low: BigInt.asUintN(64, value) })),
);

it("finds what a look through all ranges finds", () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), fc.array(address, { maxLength: 20 }), (ranges, addresses) => {
      const set = addressSet(ranges);
      for (const each of addresses) expect(set.has(each)).toBe(ranges.some((one) => holds(one, each)));
    }),
    { numRuns: 500 },
  );
});

function holds(one: AddressRange, of: IpNumber): boolean {
  if (one.kind === "v4") return of.kind === "v4" && one.first <= of.value && of.value <= one.last;
  return of.kind === "v6" && one.first <= bits128(of) && bits128(of) <= one.last;
}

function setOf(...texts: readonly string[]) {
  return addressSet(texts.flatMap((text) => parseRange(text) ?? []));
}

function numberOf(text: string): IpNumber {
  const number = ipNumber(text);
  if (number === null) throw new Error(`${text} is no address`);
  return number;
}
