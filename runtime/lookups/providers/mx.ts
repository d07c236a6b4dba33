import { DAY_MS, type LookupProvider } from "../lookup-provider.ts";
import { askDns } from "./ask-dns.ts";
import { mailDomain } from "./mail-domain.ts";

/** A domain that takes mail keeps doing so; one that does not may be set up tomorrow. */
const KEPT_MS = { yes: 7 * DAY_MS, no: DAY_MS } as const;

export interface MxOptions {
  /** `host:port` of name servers; those of the machine when there are none. */
  readonly servers: readonly string[];
  readonly deadlineMs?: number;
}

/** Whether the domain of an e-mail address takes mail. The domain is sent, nothing else. */
export function createMx({ servers, deadlineMs = 3000 }: MxOptions): LookupProvider {
  return {
    id: "mx",
    about: "emails",
    facts: ["mx"],
    atOnce: 8,
    deadlineMs,
    subjectOf: (address) => mailDomain(address)?.whole ?? null,
    ask: async (domain, signal) => {
      const answer = await askDns(servers, (resolver) => resolver.resolveMx(domain), signal);
      if (answer.kind === "failure") return answer;
      // A single record without a host says that the domain takes no mail (RFC 7505).
      const mx = (answer.records ?? []).some(({ exchange }) => exchange !== "" && exchange !== ".");
      return { kind: "told", facts: { mx }, keptMs: mx ? KEPT_MS.yes : KEPT_MS.no };
    },
  };
}
