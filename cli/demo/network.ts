import type { Country } from "../../dsl/types/enumerations.ts";
import type { Random } from "./random.ts";

export const NETWORK_KINDS = ["residential", "mobile", "hosting", "vpn", "tor"] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** An invented network. Its numbers are from the range kept for private use, so it never describes a real one. */
export interface DemoNetwork {
  /** The first two octets. */
  readonly prefix: string;
  readonly country: Country;
  readonly asn: number;
  readonly organisation: string;
  readonly kind: NetworkKind;
}

const HOME_COUNTRIES = ["FR", "DE", "GB", "US", "ES", "NL", "CA", "JP", "AU", "BR", "IN", "PL"] as const;
const FAR_COUNTRIES = ["VN", "NG", "RU", "ID", "PK", "VE", "RO", "CN", "ZA", "PH"] as const;

/** AS numbers 64512–65534 are reserved for private use (RFC 6996). */
const FIRST_PRIVATE_ASN = 64_512;

/**
 * The networks that the demo's users come from: a home network and a mobile one a country, and a few places to hide.
 * The second octet keeps them apart; 44.0.0.0/9 is amateur radio space that no application's users come from.
 */
export const NETWORKS: readonly DemoNetwork[] = [
  ...[...HOME_COUNTRIES, ...FAR_COUNTRIES].flatMap((country, i) => [
    network(i * 2, country, `${country} Broadband`, "residential"),
    network(i * 2 + 1, country, `${country} Mobile`, "mobile"),
  ]),
  network(60, "DE", "Cumulus Hosting", "hosting"),
  network(61, "US", "Stratus Compute", "hosting"),
  network(62, "NL", "Quiet Tunnel VPN", "vpn"),
  network(63, "CH", "Onion Relays", "tor"),
];

export const isHome = (n: DemoNetwork) => (HOME_COUNTRIES as readonly string[]).includes(n.country);

export function networkOf(random: Random, kind: NetworkKind, accept: (n: DemoNetwork) => boolean = () => true) {
  const fitting = NETWORKS.filter((n) => n.kind === kind && accept(n));
  const chosen = fitting[random.int(0, fitting.length - 1)];
  if (chosen === undefined) throw new Error(`invariant: no demo network of kind ${kind}`);
  return chosen;
}

export const addressIn = (random: Random, { prefix }: DemoNetwork) =>
  `${prefix}.${random.int(0, 255)}.${random.int(1, 254)}`;

export const networkAt = (address: string) => NETWORKS.find(({ prefix }) => address.startsWith(`${prefix}.`));

function network(index: number, country: Country, organisation: string, kind: NetworkKind): DemoNetwork {
  return { prefix: `44.${index}`, country, asn: FIRST_PRIVATE_ASN + index, organisation, kind };
}
