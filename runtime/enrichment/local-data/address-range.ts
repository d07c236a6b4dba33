import { bits128, ipNumber, type IpNumber } from "./ip-number.ts";

/** Addresses from `first` to `last`, both included and of one family. */
export type AddressRange =
  | { readonly kind: "v4"; readonly first: number; readonly last: number }
  | { readonly kind: "v6"; readonly first: bigint; readonly last: bigint };

/**
 * `192.0.2.1`, `192.0.2.0/24`, `192.0.2.0-192.0.2.9` and the same in IPv6. Bits behind the prefix are ignored, as all who
 * publish lists do. Null for what is none of these.
 */
export function parseRange(text: string): AddressRange | null {
  const dash = text.indexOf("-");
  if (dash !== -1) return between(text.slice(0, dash).trim(), text.slice(dash + 1).trim());
  const slash = text.indexOf("/");
  if (slash === -1) return between(text, text);
  const network = ipNumber(text.slice(0, slash));
  const prefix = text.slice(slash + 1);
  return network === null || !/^\d{1,3}$/.test(prefix) ? null : networkOf(network, Number(prefix));
}

/** The addresses from one to another; null when they are none, of two families, or the wrong way round. */
export function between(first: string, last: string): AddressRange | null {
  const from = ipNumber(first);
  const to = ipNumber(last);
  if (from?.kind === "v4" && to?.kind === "v4")
    return from.value <= to.value ? { kind: "v4", first: from.value, last: to.value } : null;
  if (from?.kind === "v6" && to?.kind === "v6") {
    const range = { kind: "v6", first: bits128(from), last: bits128(to) } as const;
    return range.first <= range.last ? range : null;
  }
  return null;
}

function networkOf(address: IpNumber, prefix: number): AddressRange | null {
  if (address.kind === "v4") {
    if (prefix > 32) return null;
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address.value / size) * size;
    return { kind: "v4", first, last: first + size - 1 };
  }
  if (prefix > 128) return null;
  const rest = BigInt(128 - prefix);
  const first = (bits128(address) >> rest) << rest;
  return { kind: "v6", first, last: first + (1n << rest) - 1n };
}
