import type { DataSource } from "../enrichment/data-source.ts";

/** What is asked of the network, whether or not it is switched on. */
export function describeMxLookups(isOn: boolean): DataSource {
  return {
    id: "mx",
    title: "name servers of e-mail domains",
    kind: "network",
    facts: ["mx"],
    licence: null,
    attribution: null,
    version: null,
    date: null,
    size: null,
    entries: null,
    sha256: null,
    status: isOn ? "ready" : "disabled",
    maxAgeDays: {},
    stale: [],
  };
}
