/** Who may be asked over the network: name servers of mail domains, registries, a service that knows breaches, DNS blocklists. */
export const LOOKUP_IDS = ["mx", "rdap", "breach", "dnsbl"] as const;
export type LookupId = (typeof LOOKUP_IDS)[number];

const IDS: ReadonlySet<string> = new Set(LOOKUP_IDS);

/** Whether a fact with this source was asked for over the network. */
export function isLookupSource(source: string): boolean {
  return IDS.has(source);
}
