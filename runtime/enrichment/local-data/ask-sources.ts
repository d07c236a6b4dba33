import { parse as parseHost } from "tldts";
import { ipNumber, type IpNumber } from "./ip-number.ts";
import { FLAGS } from "./mmdb-record.ts";
import type { OpenSource } from "./open-sources.ts";
import type { DomainFact, IpFact, SourceFact } from "./source-kind.ts";
import { isStale } from "./stored-source.ts";

/** What the files that an operator brought say of one fact. */
export type SourceAnswer =
  | {
      readonly kind: "known";
      readonly value: boolean | number | string;
      readonly source: string;
      /** The day of the data. */
      readonly asOf: string;
    }
  /** `stale`: it is not listed, and the list is too old for that to say anything. */
  | { readonly kind: "unknown"; readonly reason: "stale" | "not_found" };

/** An answer for each fact that any source is about; nothing for the others. */
export type SourceAnswers<F extends SourceFact> = ReadonlyMap<F, SourceAnswer>;

/** What one source says: null when it has no opinion. */
type Opinion = boolean | number | string | null;

const IS_FLAG: ReadonlySet<SourceFact> = new Set<SourceFact>([
  ...FLAGS,
  "spam_listed",
  "disposable",
  "free",
  "educational",
  "domain_spam_listed",
]);

/**
 * What is known of a canonical address. `asn` is the number of its network where another source knows it: lists of such
 * numbers are asked about it.
 */
export function askOfAddress(
  sources: readonly OpenSource[],
  address: string,
  { asn, now }: { readonly asn: number | null; readonly now: number },
): SourceAnswers<IpFact> {
  const number = ipNumber(address);
  if (number === null) return new Map();
  const found = (fact: IpFact, asked: readonly OpenSource[], network: number | null) =>
    answer(
      fact,
      opinions(fact, asked, (source) => opinionOfAddress(source, fact, { address, number, network })),
      now,
    );
  const own = found("asn", sources, null);
  const network = own?.kind === "known" && typeof own.value === "number" ? own.value : asn;
  const answers = new Map<IpFact, SourceAnswer>();
  const add = (fact: IpFact): void => {
    const said = found(fact, sources, network);
    if (said !== null) answers.set(fact, said);
  };
  for (const fact of [
    "country",
    "asn",
    "organisation",
    "subnet",
    "tor",
    "relay",
    "data_center",
    "spam_listed",
  ] as const)
    add(fact);
  // Lists of VPN networks hold those of privacy relays, too: a relay is a VPN only where a database says so of the address.
  const relay = answers.get("relay");
  if (relay?.kind !== "known" || relay.value !== true) add("vpn");
  else if (sources.some(({ stored }) => stored.facts.includes("vpn"))) {
    const asked = sources.filter(({ content }) => content.shape === "mmdb");
    const vpn = found("vpn", asked, network);
    answers.set("vpn", vpn?.kind === "known" && vpn.value === true ? vpn : { ...relay, value: false });
  }
  return answers;
}

/** What is known of a domain in lower case: of itself, or of the registered domain above it. */
export function askOfDomain(sources: readonly OpenSource[], domain: string, now: number): SourceAnswers<DomainFact> {
  const registered = parseHost(domain, { extractHostname: false }).domain;
  const names = registered === null || registered === domain ? [domain] : [domain, registered];
  const answers = new Map<DomainFact, SourceAnswer>();
  for (const fact of ["disposable", "free", "educational", "rank", "domain_spam_listed"] as const) {
    const said = answer(
      fact,
      opinions(fact, sources, (source) => opinionOfDomain(source, names)),
      now,
    );
    if (said !== null) answers.set(fact, said);
  }
  return answers;
}

interface Said {
  readonly source: OpenSource;
  readonly opinion: Opinion;
}

function opinions(
  fact: SourceFact,
  sources: readonly OpenSource[],
  ask: (source: OpenSource) => Opinion,
): readonly Said[] {
  return sources
    .filter(({ stored }) => stored.facts.includes(fact))
    .map((source) => ({ source, opinion: ask(source) }))
    .sort((a, b) => b.source.stored.date.getTime() - a.source.stored.date.getTime());
}

/** The newest source that says yes, or has a value; else the newest that says no and is fresh enough to know. */
function answer(fact: SourceFact, said: readonly Said[], now: number): SourceAnswer | null {
  if (said.length === 0) return null;
  const isFlag = IS_FLAG.has(fact);
  const positive = said.find(({ opinion }) => (isFlag ? opinion === true : opinion !== null));
  const isOld = ({ source }: Said) => isStale(source.stored, fact, now);
  const chosen = positive ?? said.find((each) => each.opinion !== null && !isOld(each));
  if (chosen === undefined || chosen.opinion === null)
    return { kind: "unknown", reason: said.some(isOld) ? "stale" : "not_found" };
  const { name, date } = chosen.source.stored;
  return { kind: "known", value: chosen.opinion, source: name, asOf: date.toISOString().slice(0, 10) };
}

interface AskedAddress {
  readonly address: string;
  readonly number: IpNumber;
  readonly network: number | null;
}

function opinionOfAddress({ content }: OpenSource, fact: IpFact, { address, number, network }: AskedAddress): Opinion {
  switch (content.shape) {
    case "addresses":
      return content.addresses.covers(number.kind) ? content.addresses.has(number) : null;
    case "networks by number":
      return network === null ? null : content.numbers.has(network);
    case "mmdb": {
      const found = content.mmdb.find(address);
      if (fact === "subnet") return found?.facts.asn === undefined ? null : found.subnet;
      if (fact === "starlink" || fact === "spam_listed") return null;
      const value = found?.facts[fact] ?? null;
      // Files of anonymous addresses leave out what is not.
      return value === null && IS_FLAG.has(fact) && content.mmdb.covers(number.kind) ? false : value;
    }
    case "domains":
    case "ranked domains":
      return null;
  }
}

function opinionOfDomain({ content }: OpenSource, names: readonly string[]): Opinion {
  switch (content.shape) {
    case "domains":
      return names.some((name) => content.domains.has(name));
    case "ranked domains":
      return names.map((name) => content.ranks.rank(name)).find((rank) => rank !== null) ?? null;
    case "addresses":
    case "networks by number":
    case "mmdb":
      return null;
  }
}
