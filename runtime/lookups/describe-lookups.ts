import type { DataSource } from "../enrichment/data-source.ts";
import { LOOKUP_IDS, type LookupId } from "./lookup-ids.ts";

const TITLES = {
  mx: "name servers of e-mail domains",
  rdap: "registries of domains",
  breach: "a service that knows breaches",
  dnsbl: "DNS blocklists",
} as const satisfies Readonly<Record<LookupId, string>>;

const FACTS = {
  mx: ["mx"],
  rdap: ["domain_created"],
  breach: ["breached", "first_breach"],
  dnsbl: ["spam_listed"],
} as const satisfies Readonly<Record<LookupId, readonly string[]>>;

/** Who may be asked over the network, whether or not that is switched on. */
export function describeLookups(on: readonly LookupId[]): readonly DataSource[] {
  return LOOKUP_IDS.map((id) => ({
    id,
    title: TITLES[id],
    kind: "network",
    facts: FACTS[id],
    licence: null,
    attribution: null,
    version: null,
    date: null,
    size: null,
    entries: null,
    sha256: null,
    status: on.includes(id) ? "ready" : "disabled",
    maxAgeDays: {},
    stale: [],
  }));
}
