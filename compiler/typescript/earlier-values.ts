import { ROW_CAP } from "../../dsl/types/sources.ts";
import type { TieKey } from "./tie-table.ts";

/** When the value of each row was last seen before it. Kept and emptied, not built anew. */
export interface EarlierValues {
  readonly clear: () => void;
  /** Rows come oldest first here, numbered as in their source: newest is 0. */
  readonly add: (row: number, value: TieKey | null, clock: number) => void;
  /** True where no earlier row later than `since` had the value, nor can one that the cap cut off. */
  readonly isNew: (row: number, since: number) => boolean;
  /** True where one had it. Neither is true where the value is missing, or where nobody knows. */
  readonly isOld: (row: number, since: number) => boolean;
}

export function createEarlierValues(): EarlierValues {
  const last = new Map<TieKey, number>();
  const seen = new Float64Array(ROW_CAP);
  let cut = Number.NEGATIVE_INFINITY;
  return {
    clear() {
      last.clear();
      cut = Number.NEGATIVE_INFINITY;
    },
    add(row, value, clock) {
      if (row === ROW_CAP - 1) cut = clock;
      // NaN lies on neither side of any moment.
      seen[row] = value === null ? Number.NaN : (last.get(value) ?? Number.NEGATIVE_INFINITY);
      if (value !== null) last.set(value, clock);
    },
    isNew: (row, since) => (seen[row] ?? Number.NaN) <= since && cut <= since,
    isOld: (row, since) => (seen[row] ?? Number.NaN) > since,
  };
}
