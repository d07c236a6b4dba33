import { isSpecialAddress } from "../../enrichment/special-ranges.ts";
import { wordsOf } from "../../enrichment/bundled/range-table.ts";
import { HOUR_MS, type LookupProvider } from "../lookup-provider.ts";
import { askDns } from "./ask-dns.ts";

/** Addresses are listed and taken off within days. */
const KEPT_MS = { listed: 24 * HOUR_MS, notListed: 6 * HOUR_MS } as const;

export interface DnsblOptions {
  /** In the order in which they are asked. */
  readonly zones: readonly string[];
  /** `host:port` of name servers; those of the machine when there are none. */
  readonly servers: readonly string[];
  readonly deadlineMs?: number;
}

/** Whether a DNS blocklist names an IP address (RFC 5782). The address is sent to the lists, in a name below their zone. */
export function createDnsbl({ zones, servers, deadlineMs = 3000 }: DnsblOptions): LookupProvider {
  return {
    id: "dnsbl",
    about: "ips",
    facts: ["spam_listed"],
    atOnce: 8,
    deadlineMs,
    subjectOf: (address) => (isSpecialAddress(address) ? null : address),
    ask: async (address, signal) => {
      const name = reversed(address);
      const answers = await Promise.all(
        zones.map(async (zone) => {
          const answer = await askDns(servers, (resolver) => resolver.resolve4(`${name}.${zone}`), signal);
          return answer.kind === "failure" ? answer.reason : listingOf(answer.records ?? []);
        }),
      );
      if (answers.includes("listed")) return { kind: "told", facts: { spam_listed: true }, keptMs: KEPT_MS.listed };
      // Only when all of them say so.
      const unknown = answers.find((answer) => answer === "timeout" || answer === "error");
      if (unknown !== undefined) return { kind: "failure", reason: unknown };
      return { kind: "told", facts: { spam_listed: false }, keptMs: KEPT_MS.notListed };
    },
  };
}

/** `4.3.2.1` of 1.2.3.4; of IPv6 each hexadecimal digit, the last one first. */
export function reversed(address: string): string {
  const words = wordsOf(address) ?? [];
  if (words.length === 1) return address.split(".").reverse().join(".");
  const digits = words.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  return [...digits].reverse().join(".");
}

/**
 * Lists answer 127.0.0.x of what they name. Anything else is no answer: 127.255.255.x says that the question was not allowed, and an address
 * outside of 127.0.0.0/8 comes from a name server that makes up names.
 */
function listingOf(records: readonly string[]): "listed" | "not listed" | "error" {
  if (records.length === 0) return "not listed";
  return records.every((record) => record.startsWith("127.0.0.")) ? "listed" : "error";
}
