import ipaddr from "ipaddr.js";
import { wordsOf } from "./bundled/range-table.ts";

/** Private, reserved and documentation networks: addresses that belong to no one on the Internet (IANA special-purpose registries). */
// prettier-ignore
const SPECIAL_RANGES = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
  "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  "::/96", "100::/64", "2001:10::/28", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
].map((range) => {
  const [base, bits] = ipaddr.parseCIDR(range);
  return { words: wordsOf(base.toString()) ?? [], bits };
});

/** Whether a canonical address is private, reserved or the stand-in for an invalid one. */
export function isSpecialAddress(address: string): boolean {
  const words = wordsOf(address);
  // What cannot be read belongs to nobody either.
  return words === null || SPECIAL_RANGES.some((range) => isWithin(words, range));
}

function isWithin(words: readonly number[], { words: base, bits }: (typeof SPECIAL_RANGES)[number]): boolean {
  if (words.length !== base.length) return false;
  for (let i = 0; i * 32 < bits; i += 1) {
    const free = Math.max(0, 32 - (bits - i * 32));
    if ((words[i] ?? 0) >>> free !== (base[i] ?? 0) >>> free) return false;
  }
  return true;
}
