import { createNetworkSet } from "../functions/networks.ts";
import { asciiLower } from "../functions/text.ts";
import type { ListElement } from "./list-tests.ts";

/** The entries of a runtime list in the forms that emitted code reads; a list that was not given is empty. */
type Entries = readonly ListElement[] | undefined;

export function entrySet<T extends ListElement>(entries: Entries = []): ReadonlySet<T> {
  return new Set(entries as readonly T[]); // entries have the type that the pack declares for their list
}

export function entryTexts(entries: Entries = []): readonly string[] {
  return entries.map(String);
}

/** For tests that ignore case. */
export function foldedTexts(entries: Entries = []): readonly string[] {
  return entries.map((entry) => asciiLower(String(entry)));
}

export function entryNetworks(entries: Entries = []): (address: string) => boolean {
  return createNetworkSet(entries.map(String));
}
