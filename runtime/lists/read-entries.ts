import { readListEntry } from "../../dsl/binder/read-list-entry.ts";
import type { ElementType } from "../../dsl/types/type.ts";
import type { EntryProblem } from "./list-types.ts";

/** Entries as they are stored, each once; or what is wrong with every one that is not of the type. */
export type ReadEntries =
  | { readonly ok: true; readonly values: readonly string[] }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

/** Reads what a person wrote, without the spaces around it. */
export function readEntries(entries: readonly string[], element: ElementType): ReadEntries {
  const values = new Set<string>();
  const problems: EntryProblem[] = [];
  for (const [index, raw] of entries.entries()) {
    const entry = raw.trim();
    const read = readListEntry(entry, element);
    if (read.ok) values.add(String(read.value));
    else problems.push({ index, entry, reason: read.reason });
  }
  return problems.length === 0 ? { ok: true, values: [...values] } : { ok: false, problems };
}
