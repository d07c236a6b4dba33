import type { EmailFactColumns, IpFactColumns } from "../../db/schema.ts";

/** The shapes that files of data come in, told by their content. */
export type DataShape = "addresses" | "networks by number" | "domains" | "ranked domains" | "mmdb";

export type IpFact = Exclude<keyof IpFactColumns, "lan" | "checked" | "domain_count">;
export type DomainFact = Extract<
  keyof EmailFactColumns,
  "disposable" | "free" | "educational" | "rank" | "domain_spam_listed"
>;

/** What a file can be brought as. */
export interface SourceKindSpec {
  readonly doc: string;
  readonly shapes: readonly DataShape[];
  /** Of a MMDB: those of these that its records hold. */
  readonly facts: readonly (IpFact | DomainFact)[];
  /** Past this age, that an address is not in it says nothing any more. That it is in it still does. */
  readonly maxAgeDays: number;
}

const listed = (fact: IpFact, maxAgeDays: number, doc: string) =>
  ({ doc, shapes: ["addresses"], facts: [fact], maxAgeDays }) satisfies SourceKindSpec;
const named = (fact: DomainFact, maxAgeDays: number, doc: string) =>
  ({ doc, shapes: ["domains"], facts: [fact], maxAgeDays }) satisfies SourceKindSpec;
/** What changes owners slowly may also be told by the number of the autonomous system. */
const operated = (fact: IpFact, maxAgeDays: number, doc: string) =>
  ({ doc, shapes: ["addresses", "networks by number"], facts: [fact], maxAgeDays }) satisfies SourceKindSpec;

const ANONYMITY = ["tor", "vpn", "relay", "data_center", "starlink"] as const;

export const SOURCE_KINDS = {
  tor: listed("tor", 7, "Tor exits"),
  vpn: operated("vpn", 90, "commercial VPNs"),
  relay: listed("relay", 365, "privacy relays"),
  hosting: operated("data_center", 365, "hosting networks"),
  blocklist: listed("spam_listed", 3, "addresses that were seen attacking or spamming"),
  country: { doc: "countries of addresses", shapes: ["mmdb"], facts: ["country"], maxAgeDays: 365 },
  asn: { doc: "who announces an address", shapes: ["mmdb"], facts: ["asn", "organisation", "subnet"], maxAgeDays: 365 },
  network: {
    doc: "country and announcing network in one file",
    shapes: ["mmdb"],
    facts: ["country", "asn", "organisation", "subnet"],
    maxAgeDays: 365,
  },
  anonymous: { doc: "Tor, VPNs, relays, hosting in one file", shapes: ["mmdb"], facts: ANONYMITY, maxAgeDays: 90 },
  rank: { doc: "domains by popularity", shapes: ["ranked domains"], facts: ["rank"], maxAgeDays: 90 },
  disposable: named("disposable", 180, "domains of throw-away mailboxes"),
  free: named("free", 365, "free mail providers"),
  educational: named("educational", 365, "domains of universities and schools"),
  spam_domain: named("domain_spam_listed", 3, "domains that send spam"),
} as const satisfies Readonly<Record<string, SourceKindSpec>>;

export type SourceKind = keyof typeof SOURCE_KINDS;
export const SOURCE_KIND_NAMES = Object.keys(SOURCE_KINDS) as readonly SourceKind[]; // the keys of the table
