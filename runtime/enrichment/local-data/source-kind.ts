import type { EmailFactColumns, IpFactColumns } from "../../db/schema.ts";

/** The shapes that files of data come in, told by their content. */
export type DataShape = "addresses" | "networks by number" | "domains" | "ranked domains" | "mmdb";

export type IpFact = Exclude<keyof IpFactColumns, "lan" | "checked" | "domain_count">;
export type DomainFact = Extract<
  keyof EmailFactColumns,
  "disposable" | "free" | "educational" | "rank" | "domain_spam_listed"
>;

export type SourceFact = IpFact | DomainFact;

/** Past this age, that something is not listed says nothing any more. That it is listed still does. */
export const MAX_AGE_DAYS = {
  country: 365,
  asn: 365,
  organisation: 365,
  subnet: 365,
  tor: 7,
  vpn: 90,
  relay: 365,
  starlink: 365,
  data_center: 365,
  spam_listed: 3,
  disposable: 180,
  free: 365,
  educational: 365,
  rank: 90,
  domain_spam_listed: 3,
} as const satisfies Readonly<Record<SourceFact, number>>;

/** What a file can be brought as. */
export interface SourceKindSpec {
  readonly doc: string;
  readonly shapes: readonly DataShape[];
  /** Of a MMDB: those of these that its records hold. */
  readonly facts: readonly SourceFact[];
}

const listed = (fact: IpFact, doc: string) => ({ doc, shapes: ["addresses"], facts: [fact] }) satisfies SourceKindSpec;
const named = (fact: DomainFact, doc: string) => ({ doc, shapes: ["domains"], facts: [fact] }) satisfies SourceKindSpec;
/** What changes owners slowly may also be told by the number of the autonomous system. */
const operated = (fact: IpFact, doc: string) =>
  ({ doc, shapes: ["addresses", "networks by number"], facts: [fact] }) satisfies SourceKindSpec;

const ANONYMITY = ["tor", "vpn", "relay", "data_center"] as const;
const NETWORK = ["asn", "organisation", "subnet"] as const;

export const SOURCE_KINDS = {
  tor: listed("tor", "Tor exits"),
  vpn: operated("vpn", "commercial VPNs"),
  relay: listed("relay", "privacy relays"),
  hosting: operated("data_center", "hosting networks"),
  blocklist: listed("spam_listed", "addresses that were seen attacking or spamming"),
  country: { doc: "countries of addresses", shapes: ["mmdb"], facts: ["country"] },
  asn: { doc: "who announces an address", shapes: ["mmdb"], facts: [...NETWORK, "data_center"] },
  network: {
    doc: "country, announcing network and flags in one file",
    shapes: ["mmdb"],
    facts: ["country", ...NETWORK, ...ANONYMITY],
  },
  anonymous: { doc: "Tor, VPNs, relays and hosting in one file", shapes: ["mmdb"], facts: ANONYMITY },
  rank: { doc: "domains by popularity", shapes: ["ranked domains"], facts: ["rank"] },
  disposable: named("disposable", "domains of throw-away mailboxes"),
  free: named("free", "free mail providers"),
  educational: named("educational", "domains of universities and schools"),
  spam_domain: named("domain_spam_listed", "domains that send spam"),
} as const satisfies Readonly<Record<string, SourceKindSpec>>;

export type SourceKind = keyof typeof SOURCE_KINDS;
export const SOURCE_KIND_NAMES = Object.keys(SOURCE_KINDS) as [SourceKind, ...SourceKind[]]; // the keys of the table
