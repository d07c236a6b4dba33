import {
  SOURCES,
  type PeerSource,
  type RowSource,
  type SharedThing,
  type SourceName,
  type SourceSpec,
} from "./sources.ts";

const ROW_SOURCES = Object.keys(SOURCES) as RowSource[]; // the keys of a constant table

/** The word for one row of a source: `event` for `events`, `user` for `user`. */
export function rowWordOf(source: SourceName): string {
  return source === "user" ? "user" : SOURCES[source].row;
}

/** What the rows of a source share with the user; null but for `peers`. */
export function sharedBy(source: RowSource): SharedThing | null {
  const spec: SourceSpec = SOURCES[source];
  return spec.by ?? null;
}

/** A source as a rule names it: `events`, `peers by ip`. */
export function sourceText(source: RowSource): string {
  const by = sharedBy(source);
  return by === null ? source : `peers by ${by}`;
}

/** One row of a source as a quantifier names it: `event`, `peer by ip`. */
export function rowText(source: RowSource): string {
  const by = sharedBy(source);
  return by === null ? SOURCES[source].row : `${SOURCES[source].row} by ${by}`;
}

/** The source whose rows the word names: `ips` for `ip`; null for any other word, and for `peer` alone. */
export function sourceOfRowWord(word: string): RowSource | null {
  return ROW_SOURCES.find((source) => SOURCES[source].row === word && sharedBy(source) === null) ?? null;
}

/** All sources of many rows, in the order of the documentation. */
export function rowSources(): readonly RowSource[] {
  return ROW_SOURCES;
}

/** A word that alone names a source of many rows. */
export function isRowSource(word: string): word is Exclude<RowSource, PeerSource> {
  return ROW_SOURCES.some((source) => source === word && sharedBy(source) === null);
}

/** The source of `peers by THING`; null when nothing of that name is shared. */
export function peersBy(thing: string): PeerSource | null {
  return ROW_SOURCES.filter(isPeerSource).find((source) => sharedBy(source) === thing) ?? null;
}

export function isPeerSource(source: SourceName): source is PeerSource {
  return source !== "user" && sharedBy(source) !== null;
}
