import ipaddr from "ipaddr.js";
import type { AcceptedIp } from "./accepted-event.ts";

/** What stands for an address that could not be read. */
export const INVALID_ADDRESS = "0.0.0.0";

/** Canonical text of an address: shortest lower-case form, an IPv4 address inside IPv6 as IPv4. */
export function parseSensorAddress(text: string): AcceptedIp {
  const address = text.replaceAll(" ", "");
  const parsed = canonicalAddress(address);
  return parsed === null ? { address: INVALID_ADDRESS, valid: false } : { address: parsed, valid: true };
}

/** Null for what is no address. Zone ids and IPv4 with fewer than four plain decimal parts are none. */
export function canonicalAddress(address: string): string | null {
  if (address.includes("%")) return null;
  if (!address.includes(":")) return ipaddr.IPv4.isValidFourPartDecimal(address) ? withoutZeros(address) : null;
  return ipaddr.IPv6.isValid(address) ? ipaddr.process(address).toString() : null;
}

/** `010.0.0.1` may mean two addresses: leading zeros are refused. */
function withoutZeros(address: string): string | null {
  return address.split(".").some((part) => part.length > 1 && part.startsWith("0")) ? null : address;
}
