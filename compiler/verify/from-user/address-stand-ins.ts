import { createNetworkSet } from "../../functions/networks.ts";
import { parseAddress } from "../../functions/ip-address.ts";
import { addressV4, addressV6 } from "../boundaries/near-values.ts";

/** Other addresses for some: of one /24 (of IPv6 /64) where they are of one, from networks that are for documentation and tests. */
export interface AddressStandIns {
  /** What is plainest first; later ones keep more of what a rule may look at. */
  readonly ofAddress: (address: string) => readonly string[];
  readonly ofNetwork: (network: string) => readonly string[];
}

/** @param listed Networks and addresses that rules compare with. */
export function createAddressStandIns(listed: readonly string[], isTaken: (text: string) => boolean): AddressStandIns {
  const networks = new Map<string, number>();
  const hosts = new Map<string, Map<string, number>>();
  const isListed = listed.map((network) => ({ network, holds: createNetworkSet([network]) }));
  const numberOf = (network: string) => {
    const known = networks.get(network) ?? networks.size;
    networks.set(network, known);
    return known;
  };
  const hostOf = (network: string, address: string) => {
    const known = hosts.get(network) ?? new Map<string, number>();
    hosts.set(network, known);
    const host = known.get(address) ?? known.size + 1;
    known.set(address, host);
    return host;
  };
  return {
    ofAddress: (address) => {
      const network = networkOf(address);
      const [place, host] = [numberOf(network), hostOf(network, address)];
      const isV6 = address.includes(":");
      const plain = isV6
        ? addressV6(DOCUMENTATION_V6 + (BigInt(place) << 64n) + BigInt(host))
        : freeNetworks(place, isTaken).map((free) => `${free}.${host}`);
      const inside = PRIVATE.test(address) ? [`10.${place % 256}.0.${host}`] : [];
      const around = isListed.filter(({ holds }) => holds(address)).flatMap(({ network: one }) => membersOf(one, host));
      return [...plain, ...inside, ...around];
    },
    ofNetwork: (network) => {
      const place = numberOf(networkOf(network.replace(/\/.*$/, "")));
      if (network.includes(":"))
        return addressV6(DOCUMENTATION_V6 + (BigInt(place) << 64n)).map((base) => `${base}/64`);
      return freeNetworks(place, isTaken).map((free) => `${free}.0/24`);
    },
  };
}

const DOCUMENTATION_V6 = 0x20010db8n << 96n;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
/** RFC 5737. */
const DOCUMENTATION = ["192.0.2", "198.51.100", "203.0.113"] as const;
/** Of 198.18.0.0/15, which is for benchmarks (RFC 2544). */
const MORE = 512;

function freeNetworks(place: number, isTaken: (text: string) => boolean): readonly string[] {
  const all = [...DOCUMENTATION, ...Array.from({ length: MORE }, (_, i) => `198.${18 + (i >> 8)}.${i & 255}`)].filter(
    (network) => !isTaken(network),
  );
  return all.slice(place % all.length, (place % all.length) + 1);
}

/** The /24 or /64 of an address. */
function networkOf(address: string): string {
  const { family, value } = parseAddress(address);
  return family === 4 ? `4 ${value >> 8n}` : `6 ${value >> 64n}`;
}

/** The address of a listed network with that number, and the one behind it. */
function membersOf(network: string, host: number): readonly string[] {
  const { family, value } = parseAddress(network.replace(/\/.*$/, ""));
  const write = family === 4 ? addressV4 : addressV6;
  return [BigInt(host), BigInt(host) + 1n, 0n].flatMap((n) => write(value + n));
}
