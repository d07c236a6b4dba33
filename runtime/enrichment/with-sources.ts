import type { DomainFact, IpFact } from "./local-data/source-kind.ts";
import { askOfAddress, askOfDomain, type SourceAnswers } from "./local-data/ask-sources.ts";
import type { OpenSource } from "./local-data/open-sources.ts";
import { overlay, type Facts, type FactsProvider, type Provenance, type Unknown } from "./facts.ts";

/** The files that an operator brought, as they are now. */
export interface SourcesNow {
  /** Another list of sources whenever an answer may have changed. */
  current(): readonly OpenSource[];
}

/** The facts of `base` with what the operator's files say laid over them. */
export function withSources(base: FactsProvider, sources: SourcesNow, now: () => number): FactsProvider {
  return {
    ...base,
    ip: (address) => {
      const below = base.ip(address);
      if (below.values.lan) return below;
      const asked = { asn: below.values.asn, now: now() };
      const facts = laid(below, askOfAddress(sources.current(), address, asked));
      // One file may know only one thing: the address was looked up all the same.
      return facts === below ? below : { ...facts, values: { ...facts.values, checked: true } };
    },
    email: (address) => {
      const below = base.email(address);
      const domain = address.slice(address.lastIndexOf("@") + 1);
      return domain === address ? below : laid(below, askOfDomain(sources.current(), domain, now()));
    },
  };
}

/** Facts of `below` that a source calls unknown stay as they are known there; else the source says why they are unknown. */
function laid<C extends object>(below: Facts<C>, answers: SourceAnswers<IpFact | DomainFact>): Facts<C> {
  if (answers.size === 0) return below;
  const values: Record<string, unknown> = {};
  const known = new Map<string, { source: string; asOf: string; fields: string[] }>();
  const unknown: Unknown[] = [];
  for (const [fact, answer] of answers) {
    if (answer.kind === "unknown") unknown.push({ reason: answer.reason, fields: [fact] });
    // Lists add to each other: that one of them leaves something out takes nothing back.
    else if (answer.value === false && below.values[fact as keyof C] === true) continue;
    else {
      values[fact] = answer.value;
      const { source, asOf } = answer;
      const entry = known.get(source) ?? { source, asOf, fields: [] };
      entry.fields.push(fact);
      known.set(source, entry);
    }
  }
  const top = { values: values as Partial<C>, known: [...known.values()] satisfies Provenance[], unknown }; // sources answer about columns
  return overlay(below, top);
}
