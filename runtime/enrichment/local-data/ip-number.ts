import ipaddr from "ipaddr.js";

/** An address as a number: 32 bits of IPv4, two halves of 64 bits of IPv6. */
export type IpNumber =
  | { readonly kind: "v4"; readonly value: number }
  | { readonly kind: "v6"; readonly high: bigint; readonly low: bigint };

/** An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. Null for what is no address. */
export function ipNumber(text: string): IpNumber | null {
  if (!ipaddr.isValid(text) || (!text.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(text))) return null;
  const bytes = ipaddr.process(text).toByteArray();
  if (bytes.length === 4) return { kind: "v4", value: bytes.reduce((sum, byte) => sum * 256 + byte, 0) };
  return { kind: "v6", high: bits64(bytes.slice(0, 8)), low: bits64(bytes.slice(8)) };
}

function bits64(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** The whole number of an IPv6 address. */
export function bits128({ high, low }: { readonly high: bigint; readonly low: bigint }): bigint {
  return (high << 64n) | low;
}

/** The halves of the whole number of an IPv6 address. */
export function halvesOf(value: bigint): { readonly high: bigint; readonly low: bigint } {
  return { high: value >> 64n, low: BigInt.asUintN(64, value) };
}
