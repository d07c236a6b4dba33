import { parseAddress, parseV4, parseV6 } from "./ip-address.ts";

/**
 * Networks as sorted boundaries: an address is inside when an odd number of boundaries lies at or before it.
 * Both targets search the same boundaries by halving, however long the list is.
 */
export interface NetworkBounds {
  readonly v4: readonly bigint[];
  readonly v6: readonly bigint[];
}

/** Overlapping and adjoining networks are merged. */
export function networkBounds(networks: readonly string[]): NetworkBounds {
  const spans = networks.map(networkSpan);
  return {
    v4: boundaries(spans.filter(({ family }) => family === 4)),
    v6: boundaries(spans.filter(({ family }) => family === 6)),
  };
}

interface NetworkSpan {
  readonly family: 4 | 6;
  readonly first: bigint;
  /** One beyond the last address. */
  readonly end: bigint;
}

function networkSpan(network: string): NetworkSpan {
  const slash = network.indexOf("/");
  const { family, value } = parseAddress(slash < 0 ? network : network.slice(0, slash));
  const width = family === 4 ? 32 : 128;
  const length = slash < 0 ? width : Number(network.slice(slash + 1));
  return { family, first: value, end: value + (1n << BigInt(width - length)) };
}

function boundaries(spans: readonly NetworkSpan[]): bigint[] {
  const sorted = [...spans].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: bigint[] = [];
  for (const { first, end } of sorted) {
    const openEnd = merged.at(-1);
    if (openEnd !== undefined && first <= openEnd) {
      if (end > openEnd) merged[merged.length - 1] = end;
    } else {
      merged.push(first, end);
    }
  }
  return merged;
}

/** A search over networks that allocates nothing per address. */
export function createNetworkSet(networks: readonly string[]): (address: string) => boolean {
  const { v4, v6 } = networkBounds(networks);
  const v4Bounds = Float64Array.from(v4, Number);
  const v6Bounds = v6.map((bound) => Uint32Array.from([bound >> 96n, bound >> 64n, bound >> 32n, bound], low32));
  // The space ends where the last boundary cannot be written in 128 bits: no address lies behind it.
  const v6Full = v6.at(-1) === 1n << 128n;
  const v6Count = v6Full ? v6Bounds.length - 1 : v6Bounds.length;
  const words = new Uint32Array(4);
  return (address) => {
    if (!address.includes(":")) return countV4(v4Bounds, parseV4(address)) % 2 === 1;
    return countV6(v6Bounds, v6Count, parseV6(address, words)) % 2 === 1;
  };
}

/** Boundaries at or before the address. */
function countV4(bounds: Float64Array, address: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countV6(bounds: readonly Uint32Array[], count: number, address: Uint32Array): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAtOrBefore(bounds[middle], address)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function low32(value: bigint): number {
  return Number(value & 0xffffffffn);
}

function isAtOrBefore(bound: Uint32Array | undefined, words: Uint32Array): boolean {
  if (bound === undefined) return false;
  for (let i = 0; i < 4; i++) {
    const left = bound[i] ?? 0;
    const right = words[i] ?? 0;
    if (left !== right) return left < right;
  }
  return true;
}
