import { SOURCES, type RowSource, type SourceName } from "./sources.ts";

const ROW_SOURCES = Object.keys(SOURCES) as RowSource[]; // the keys of a constant table

/** The word for one row of a source: `event` for `events`, `user` for `user`. */
export function rowWordOf(source: SourceName): string {
  return source === "user" ? "user" : SOURCES[source].row;
}

/** The source whose rows the word names: `ips` for `ip`; null for any other word. */
export function sourceOfRowWord(word: string): RowSource | null {
  return ROW_SOURCES.find((source) => SOURCES[source].row === word) ?? null;
}

/** All sources of many rows, in the order of the documentation. */
export function rowSources(): readonly RowSource[] {
  return ROW_SOURCES;
}

export function isRowSource(word: string): word is RowSource {
  return Object.hasOwn(SOURCES, word);
}
