import type { DataSource } from "../enrichment/data-source.ts";
import type { LookupCounts } from "./create-lookup.ts";
import { LOOKUP_IDS, type LookupId } from "./lookup-ids.ts";

/** What of a source that is asked over the network a person has to know, and how that went since the process started. */
export interface NetworkSource extends Omit<LookupCounts, "lastAnswerAt"> {
  /** What leaves the machine. */
  readonly sends: string;
  /** Who gets it. */
  readonly to: string;
  readonly lastAnswerAt: Date | null;
}

interface Asked {
  readonly title: string;
  readonly facts: readonly string[];
  readonly sends: string;
  readonly licence: string | null;
  readonly attribution: DataSource["attribution"];
}

const ASKED: Readonly<Record<LookupId, Asked>> = {
  mx: {
    title: "name servers of e-mail domains",
    facts: ["mx"],
    sends: "the domain of an e-mail address",
    licence: null,
    attribution: null,
  },
  rdap: {
    title: "registries of domains",
    facts: ["domain_created"],
    sends: "the registered domain of an e-mail address",
    licence: "terms of each registry",
    attribution: null,
  },
  breach: {
    title: "known breaches",
    facts: ["breached", "first_breach"],
    sends: "the whole e-mail address",
    licence: "CC BY 4.0",
    attribution: { text: "Have I Been Pwned", url: "https://haveibeenpwned.com" },
  },
  dnsbl: {
    title: "DNS blocklists",
    facts: ["spam_listed"],
    sends: "the IP address",
    licence: "terms of each list",
    attribution: null,
  },
};

const NOT_ASKED: LookupCounts = {
  asked: 0,
  answered: 0,
  unknown: 0,
  remembered: 0,
  waiting: 0,
  lastAnswerAt: null,
  held: null,
};

export interface DescribedLookups {
  /** Of those who may be asked. */
  readonly counts: ReadonlyMap<LookupId, LookupCounts>;
  /** Who is asked, or would be. */
  readonly to: Readonly<Record<LookupId, string>>;
}

/** Who may be asked over the network, whether or not that is switched on. */
export function describeLookups({ counts, to }: DescribedLookups): readonly DataSource[] {
  return LOOKUP_IDS.map((id) => {
    const { title, facts, sends, licence, attribution } = ASKED[id];
    const { lastAnswerAt, ...counted } = counts.get(id) ?? NOT_ASKED;
    return {
      id,
      title,
      kind: "network",
      facts,
      licence,
      attribution,
      version: null,
      date: null,
      size: null,
      entries: null,
      sha256: null,
      status: counts.has(id) ? "ready" : "disabled",
      maxAgeDays: {},
      stale: [],
      network: { sends, to: to[id], ...counted, lastAnswerAt: lastAnswerAt === null ? null : new Date(lastAnswerAt) },
    };
  });
}
