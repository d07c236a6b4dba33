import { domainToASCII } from "node:url";
import { z } from "zod";
import { DAY_MS, type LookupAnswer, type LookupProvider } from "../lookup-provider.ts";
import { askHttp, jsonOf, retryAfterMs } from "./ask-http.ts";
import { mailDomain } from "./mail-domain.ts";
import type { FindRegistry } from "./rdap-bootstrap.ts";

/** A domain keeps its date; one that is not registered may be tomorrow; a registry may begin to answer some day. */
const KEPT_MS = { date: 30 * DAY_MS, none: DAY_MS, noRegistry: 7 * DAY_MS } as const;
const MOST_BYTES = 512 * 1024;
const domainSchema = z.object({
  ldhName: z.string().optional(),
  events: z.array(z.object({ eventAction: z.string(), eventDate: z.string() })).default([]),
});

export interface RdapOptions {
  readonly findRegistry: FindRegistry;
  readonly now?: () => number;
  readonly deadlineMs?: number;
}

/** When the domain of an e-mail address was registered, by its registry. The registered domain is sent, nothing else. */
export function createRdap({ findRegistry, now = Date.now, deadlineMs = 8000 }: RdapOptions): LookupProvider {
  return {
    id: "rdap",
    about: "emails",
    facts: ["domain_created"],
    atOnce: 4,
    deadlineMs,
    subjectOf: registeredDomain,
    ask: async (domain, signal) => {
      const registry = await findRegistry(domain, signal);
      if (registry === null) return { kind: "failure", reason: "not_applicable", keptMs: KEPT_MS.noRegistry };
      if (typeof registry === "string") return { kind: "failure", reason: registry };
      const base = registry.href.endsWith("/") ? registry.href : `${registry.href}/`;
      const url = new URL(`domain/${domain}`, base);
      const headers = { accept: "application/rdap+json, application/json" };
      const answer = await askHttp({ url, headers, mostBytes: MOST_BYTES, signal });
      if (answer.kind === "failure") return answer;
      switch (answer.status) {
        case 200:
          return readDomain(domain, jsonOf(answer.text), now());
        case 404:
          return { kind: "told", facts: { domain_created: null }, keptMs: KEPT_MS.none };
        case 429:
        case 503:
          return { kind: "busy", forMs: retryAfterMs(answer.headers, now()) };
        default:
          return { kind: "failure", reason: "error" };
      }
    },
  };
}

/** The domain that somebody registered, as registries write it; null where there is none to ask about. */
export function registeredDomain(address: string): string | null {
  const ascii = domainToASCII(mailDomain(address)?.registered ?? "");
  return ascii === "" ? null : ascii;
}

function readDomain(domain: string, json: unknown, now: number): LookupAnswer {
  const parsed = domainSchema.safeParse(json);
  if (!parsed.success) return { kind: "failure", reason: "error" };
  const { ldhName, events } = parsed.data;
  if (ldhName !== undefined && ldhName.toLowerCase().replace(/\.$/, "") !== domain)
    return { kind: "failure", reason: "error" };
  const registration = events.find(({ eventAction }) => eventAction === "registration");
  if (registration === undefined) return { kind: "told", facts: { domain_created: null }, keptMs: KEPT_MS.date };
  const created = Date.parse(registration.eventDate);
  // A date that is none, or has not come yet, is a mistake of whoever answered.
  if (Number.isNaN(created) || created > now + DAY_MS) return { kind: "failure", reason: "error" };
  return { kind: "told", facts: { domain_created: new Date(created).toISOString() }, keptMs: KEPT_MS.date };
}
