import type { DataSource } from "../data-source.ts";
import type { OpenSource } from "./open-sources.ts";
import { MAX_AGE_DAYS, SOURCE_KINDS } from "./source-kind.ts";
import { isStale, type StoredSource } from "./stored-source.ts";

/** The files that an operator brought and that are asked. */
export function describeBrought(sources: readonly OpenSource[], now: number): readonly DataSource[] {
  return sources.map(({ stored }) => describe(stored, now));
}

function describe(stored: StoredSource, now: number): DataSource {
  const { name, kind, facts, licence, date, size, entries, sha256 } = stored;
  const stale = facts.filter((fact) => isStale(stored, fact, now));
  return {
    id: name,
    title: SOURCE_KINDS[kind].doc,
    kind: "brought",
    facts,
    licence,
    attribution: null,
    version: null,
    date,
    size,
    entries,
    sha256,
    status: stale.length > 0 ? "stale" : "ready",
    maxAgeDays: Object.fromEntries(facts.map((fact) => [fact, MAX_AGE_DAYS[fact]])),
    stale,
  };
}
