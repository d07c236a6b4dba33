import ipaddr from "ipaddr.js";
import { accepted, refused, type LiteralResult } from "./literal-result.ts";

/** A literal that was not written the only way it can match carries the text to write instead. */
export type AddressResult =
  LiteralResult<string> | { readonly ok: false; readonly reason: string; readonly instead: string };

/**
 * An IP address in the text that PostgreSQL prints (`2001:DB8::1` to `2001:db8::1`).
 * Refused: zone ids, leading zeros, IPv4 inside IPv6 (the sensor stores those as IPv4).
 */
export function readAddress(text: string): AddressResult {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const mapped =
    parsed.value instanceof ipaddr.IPv6 && parsed.value.isIPv4MappedAddress() ? parsed.value.toIPv4Address() : null;
  if (mapped === null) return accepted(print(parsed.value));
  return { ok: false, reason: `it is stored as \`${mapped}\``, instead: mapped.toString() };
}

/** A network in canonical text; set host bits are refused, since `10.0.0.1/8` may mean the host or the network. */
export function readNetwork(text: string): AddressResult {
  const [base = "", length = ""] = text.split("/", 2);
  const parsed = parse(base);
  if (!parsed.ok) return parsed;
  const bits = parsed.value.kind() === "ipv4" ? 32 : 128;
  const prefix = Number(length);
  if (!/^(0|[1-9]\d*)$/.test(length) || prefix > bits) return refused(`the number after \`/\` goes from 0 to ${bits}`);
  const network = networkOf(parsed.value, prefix);
  const canonical = `${print(network)}/${prefix}`;
  if (print(network) === print(parsed.value)) return accepted(canonical);
  return {
    ok: false,
    reason: `it sets bits behind \`/${prefix}\`; the network is \`${canonical}\``,
    instead: canonical,
  };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function parse(text: string): LiteralResult<Address> {
  if (text.includes("%")) return refused("zone ids belong to one machine");
  if (text.includes(":")) {
    return ipaddr.IPv6.isValid(text)
      ? accepted(ipaddr.IPv6.parse(text))
      : refused("IPv6 has eight groups of up to four hexadecimal digits");
  }
  if (/(^|\.)0\d/.test(text)) return refused("a leading zero reads as octal elsewhere");
  return ipaddr.IPv4.isValidFourPartDecimal(text)
    ? accepted(ipaddr.IPv4.parse(text))
    : refused("IPv4 has four numbers from 0 to 255");
}

/** As PostgreSQL prints it: RFC 5952, but the last two groups dotted when exactly the first six are zero. */
function print(address: Address): string {
  if (address instanceof ipaddr.IPv4) return address.toString();
  const compatible = address.parts.slice(0, 6).every((part) => part === 0) && address.parts[6] !== 0;
  return compatible ? `::${new ipaddr.IPv4(address.toByteArray().slice(12)).toString()}` : address.toRFC5952String();
}

function networkOf(address: Address, prefix: number): Address {
  const bytes = address.toByteArray().map((byte, i) => {
    const kept = Math.min(8, Math.max(0, prefix - i * 8));
    return byte & (0xff00 >> kept) & 0xff;
  });
  return address instanceof ipaddr.IPv4 ? new ipaddr.IPv4(bytes) : new ipaddr.IPv6(bytes);
}
