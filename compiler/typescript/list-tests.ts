import { createNetworkSet } from "../functions/networks.ts";
import { asciiLower } from "../functions/text.ts";

export type ListElement = string | number | boolean;

/** An address in networks that are known only while judging; lists of a pack are searched by `createNetworkSet`. */
export function inNetworks(address: string, networks: ReadonlySet<string>): boolean {
  return networks.size > 0 && createNetworkSet([...networks])(address);
}

export function overlaps(left: ReadonlySet<ListElement>, right: ReadonlySet<ListElement>): boolean {
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  for (const value of few) if (many.has(value)) return true;
  return false;
}

export function containsAny(text: string, needles: Iterable<string>): boolean {
  for (const needle of needles) if (text.includes(needle)) return true;
  return false;
}

export function startsWithAny(text: string, needles: Iterable<string>): boolean {
  for (const needle of needles) if (text.startsWith(needle)) return true;
  return false;
}

export function endsWithAny(text: string, needles: Iterable<string>): boolean {
  for (const needle of needles) if (text.endsWith(needle)) return true;
  return false;
}

/** Needles in ASCII lower case. */
export function lowered(needles: Iterable<string>): readonly string[] {
  return [...needles].map(asciiLower);
}

/** A list value as it is shown: lists have no order, one is chosen. */
export function sortedList<T extends ListElement>(values: Iterable<T>): readonly T[] {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A list that is given with the user; null is missing. */
export function givenList(value: unknown): ReadonlySet<ListElement> | null {
  return Array.isArray(value) ? new Set<ListElement>(value) : null;
}
