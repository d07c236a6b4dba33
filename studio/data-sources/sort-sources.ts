import type { DataSource } from "../../api/index.ts";

export const SOURCE_COLUMNS = ["title", "status", "age", "licence", "kind", "size", "entries"] as const;
export type SourceColumn = (typeof SOURCE_COLUMNS)[number];

export interface SourceSorting {
  readonly column: SourceColumn;
  readonly descending: boolean;
}

/** What needs a look first: stale before ready. */
const STATUS_ORDER: readonly DataSource["status"][] = ["stale", "absent", "ready", "disabled"];

/** In the given order; what has no value there stands last either way, and ties go by title. */
export function sortSources(
  sources: readonly DataSource[],
  { column, descending }: SourceSorting,
): readonly DataSource[] {
  const sign = descending ? -1 : 1;
  return sources.toSorted((a, b) => {
    const [left, right] = [keyOf(a, column), keyOf(b, column)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byTitle(a, b);
    return sign * compare(left, right) || byTitle(a, b);
  });
}

/** What a click on a column's head asks for: the other direction of the same column, else from the smallest. */
export function nextSourceSorting(present: SourceSorting, column: SourceColumn): SourceSorting {
  return { column, descending: present.column === column && !present.descending };
}

function keyOf(source: DataSource, column: SourceColumn): string | number | null {
  switch (column) {
    case "age":
      return source.ageDays;
    case "status":
      return STATUS_ORDER.indexOf(source.status);
    case "title":
    case "kind":
    case "licence":
    case "size":
    case "entries":
      return source[column];
  }
}

function byTitle(a: DataSource, b: DataSource): number {
  return compare(a.title, b.title);
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
