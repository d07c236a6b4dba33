import type { DryRunUser } from "../../api/index.ts";
import { text } from "../text/text.ts";

export const SORT_COLUMNS = ["score", "name", "lastSeen"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Users whose name, status or reason contains the query, ignoring case, in the given order; ties go by name. */
export function sortUsers(
  users: readonly DryRunUser[],
  query: string,
  { column, descending }: Sorting,
): readonly DryRunUser[] {
  const sought = query.trim().toLowerCase();
  const sign = descending ? -1 : 1;
  return users
    .filter((user) => sought === "" || haystackOf(user).includes(sought))
    .toSorted((a, b) => sign * compare(keyOf(a, column), keyOf(b, column)) || compare(a.name, b.name));
}

/** What a click on a column's head asks for: the other direction of the same column, else the column's natural one. */
export function nextSorting(present: Sorting, column: SortColumn): Sorting {
  if (present.column === column) return { column, descending: !present.descending };
  return { column, descending: column === "lastSeen" };
}

function haystackOf({ name, status, because }: DryRunUser): string {
  return [name, text.status[status], because ?? ""].join("\n").toLowerCase();
}

/** Users without a score stand after those with one. */
function keyOf(user: DryRunUser, column: SortColumn): string | number {
  return column === "score" ? (user.score ?? 100) : user[column];
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
