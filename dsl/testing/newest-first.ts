import { ROW_CAP } from "../types/sources.ts";

/** Rows up to `asOf`, newest first by the clock; of equal times the row that was given later is newer. At most `ROW_CAP` rows. */
export function newestFirst<R, K extends keyof R>(
  rows: readonly (R & Readonly<Record<K, number>>)[],
  clock: K,
  asOf: number,
): readonly R[] {
  return rows
    .filter((row) => row[clock] <= asOf)
    .map((row, index) => ({ row, index }))
    .toSorted((a, b) => b.row[clock] - a.row[clock] || b.index - a.index)
    .slice(0, ROW_CAP)
    .map(({ row }) => row);
}
