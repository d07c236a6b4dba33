import type { AddressRange } from "./address-range.ts";
import { halvesOf, type IpNumber } from "./ip-number.ts";

/** Many ranges of addresses, merged, in typed arrays: 8 bytes a range of IPv4, 32 a range of IPv6. */
export interface AddressSet {
  has(address: IpNumber): boolean;
  /** Whether any range is of this family: about the other one the set says nothing. */
  covers(kind: IpNumber["kind"]): boolean;
  /** Ranges after merging. */
  readonly ranges: number;
}

export function addressSet(ranges: readonly AddressRange[]): AddressSet {
  const v4 = v4Set(ranges);
  const v6 = v6Set(ranges);
  return {
    has: (address) => (address.kind === "v4" ? v4.has(address.value) : v6.has(address.high, address.low)),
    covers: (kind) => (kind === "v4" ? v4.size : v6.size) > 0,
    ranges: v4.size + v6.size,
  };
}

function v4Set(ranges: readonly AddressRange[]) {
  const given = ranges.flatMap((range) => (range.kind === "v4" ? [range] : [])).sort((a, b) => a.first - b.first);
  const merged = merge(given, (last) => last + 1);
  const firsts = Uint32Array.from(merged, ({ first }) => first);
  const lasts = Uint32Array.from(merged, ({ last }) => last);
  return {
    size: merged.length,
    has: (value: number) => {
      const at = lastWhere(firsts.length, (index) => at32(firsts, index) <= value);
      return at !== -1 && value <= at32(lasts, at);
    },
  };
}

function v6Set(ranges: readonly AddressRange[]) {
  const given = ranges
    .flatMap((range) => (range.kind === "v6" ? [range] : []))
    .sort((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
  const merged = merge(given, (last) => last + 1n);
  // Two halves a bound, so that no array holds objects.
  const firsts = BigUint64Array.from(merged.flatMap(({ first }) => both(first)));
  const lasts = BigUint64Array.from(merged.flatMap(({ last }) => both(last)));
  return {
    size: merged.length,
    has: (high: bigint, low: bigint) => {
      const at = lastWhere(merged.length, (index) => !isBelow(high, low, firsts, index));
      return at !== -1 && !isAbove(high, low, lasts, at);
    },
  };
}

/** Sorted ranges as the fewest that hold the same values. */
function merge<T extends number | bigint>(
  sorted: readonly { readonly first: T; readonly last: T }[],
  next: (last: T) => T,
): readonly { readonly first: T; readonly last: T }[] {
  const merged: { first: T; last: T }[] = [];
  let open: { first: T; last: T } | undefined;
  for (const { first, last } of sorted) {
    if (open !== undefined && first <= next(open.last)) {
      if (last > open.last) open.last = last;
    } else {
      open = { first, last };
      merged.push(open);
    }
  }
  return merged;
}

/** The greatest index of a sorted sequence for which this holds; -1 when it holds for none. */
function lastWhere(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function both(value: bigint): readonly [bigint, bigint] {
  const { high, low } = halvesOf(value);
  return [high, low];
}

function at32(values: Uint32Array, index: number): number {
  return values[index] ?? 0;
}

function isBelow(high: bigint, low: bigint, bounds: BigUint64Array, index: number): boolean {
  const boundHigh = bounds[index * 2] ?? 0n;
  return high < boundHigh || (high === boundHigh && low < (bounds[index * 2 + 1] ?? 0n));
}

function isAbove(high: bigint, low: bigint, bounds: BigUint64Array, index: number): boolean {
  const boundHigh = bounds[index * 2] ?? 0n;
  return high > boundHigh || (high === boundHigh && low > (bounds[index * 2 + 1] ?? 0n));
}
