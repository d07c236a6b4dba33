import type { ElementType } from "../types/type.ts";
import type { Scalar } from "./bound.ts";
import { readListEntry } from "./read-list-entry.ts";

export interface ListFileContent {
  /** In the order of the file, each once. */
  readonly values: readonly Scalar[];
  readonly problems: readonly { readonly line: number; readonly entry: string }[];
}

/**
 * One entry a line, without the spaces around it; blank lines and lines starting with `#` are skipped. In a list of networks
 * an address stands for itself alone.
 */
export function readListFile(text: string, element: ElementType): ListFileContent {
  const values = new Set<Scalar>();
  const problems: { line: number; entry: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const entry = raw.trim();
    if (entry === "" || raw.startsWith("#")) continue;
    const read = readListEntry(entry, element);
    if (read.ok) values.add(read.value);
    else problems.push({ line: index + 1, entry });
  }
  return { values: [...values], problems };
}
