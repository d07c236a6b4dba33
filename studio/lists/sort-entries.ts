import type { ListEntry } from "../../api/index.ts";

export const ENTRY_COLUMNS = ["entry", "added", "until", "by", "reason"] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];

export interface EntrySorting {
  readonly column: EntryColumn;
  readonly descending: boolean;
}

/** In the given order, what is empty last; ties go by the entry. */
export function sortEntries(entries: readonly ListEntry[], { column, descending }: EntrySorting): readonly ListEntry[] {
  const sign = descending ? -1 : 1;
  return entries.toSorted((a, b) => {
    const [one, other] = [keyOf(a, column), keyOf(b, column)];
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || compare(a.value, b.value);
    return sign * compare(one, other) || compare(a.value, b.value);
  });
}

/** The other direction of the same column; else the column's natural one. */
export function nextSorting(present: EntrySorting, column: EntryColumn): EntrySorting {
  if (present.column === column) return { column, descending: !present.descending };
  return { column, descending: column === "added" };
}

function keyOf({ value, addedAt, expiresAt, operator, reason }: ListEntry, column: EntryColumn): string | null {
  switch (column) {
    case "entry":
      return value;
    case "added":
      return addedAt;
    case "until":
      return expiresAt;
    case "by":
      return operator;
    case "reason":
      return reason;
  }
}

/** Numbers inside of texts by their size: 9.9.9.9 before 10.0.0.0. */
const compare = new Intl.Collator("en", { numeric: true }).compare;
