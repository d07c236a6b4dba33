import { ROW_CAP } from "../../dsl/types/sources.ts";

/** Counts the kept rows that lie less than `span` apart, for each tie key apart. */
export interface PeakWindows {
  /** The window of a key begins anew; also before its first row. */
  readonly open: (slot: number) => void;
  /** Row `row` is kept: how many of its key are kept in the window that ends with it. `position` never falls. */
  readonly add: (slot: number, row: number, position: number) => number;
}

/** A queue of kept rows a slot, linked through the rows: nothing is allocated but here. */
export function createPeakWindows(span: number): PeakWindows {
  const first = new Int32Array(ROW_CAP);
  const last = new Int32Array(ROW_CAP);
  const size = new Int32Array(ROW_CAP);
  const next = new Int32Array(ROW_CAP);
  const positions = new Float64Array(ROW_CAP);
  return {
    open(slot) {
      size[slot] = 0;
    },
    add(slot, row, position) {
      let count = size[slot] ?? 0;
      let head = first[slot] ?? 0;
      if (count === 0) head = row;
      else next[last[slot] ?? 0] = row;
      count++;
      positions[row] = position;
      while ((positions[head] ?? position) <= position - span) {
        head = next[head] ?? 0;
        count--;
      }
      first[slot] = head;
      last[slot] = row;
      size[slot] = count;
      return count;
    },
  };
}
