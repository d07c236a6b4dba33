import { ROW_CAP } from "../../dsl/types/sources.ts";
import type { TieKey } from "./tie-table.ts";

/** Finds rows one after the other. Rows come newest first, so that a sequence is found from its end. */
export interface SequenceRuns {
  readonly clear: () => void;
  /**
   * The next older row: which steps it fits (bit 0 is the first step) and whether it ends all sequences around it. True
   * where a sequence begins with it. `row` is its number, `clock` its time.
   */
  readonly add: (key: TieKey, row: number, clock: number, fits: number, ends: boolean) => boolean;
}

/**
 * Keeps for each key and step the oldest row that the steps from there to the last can end with: the earliest end leaves
 * the most room. `times` has an entry a step, in the order of the steps. Allocates nothing but here.
 */
export function createSequenceRuns(times: readonly number[], spanMs: number): SequenceRuns {
  const steps = times.length;
  const slots = new Map<TieKey, number>();
  /** By slot and step: the end of what newer rows complete, -1 for none. */
  const ends = new Int32Array(ROW_CAP * steps);
  /** By slot: the oldest row so far that ends all sequences around it. */
  const barriers = new Int32Array(ROW_CAP);
  // Rows that fit a step wait in a queue a slot and step, linked through the rows, each with the end that it continues.
  const first = new Int32Array(ROW_CAP * steps);
  const last = new Int32Array(ROW_CAP * steps);
  const size = new Int32Array(ROW_CAP * steps);
  const next = new Int32Array(ROW_CAP * steps);
  const continued = new Int32Array(ROW_CAP * steps);
  const clocks = new Float64Array(ROW_CAP);

  const slotOf = (key: TieKey): number => {
    const known = slots.get(key);
    if (known !== undefined) return known;
    const slot = slots.size;
    slots.set(key, slot);
    barriers[slot] = -1;
    ends.fill(-1, slot * steps, (slot + 1) * steps);
    size.fill(0, slot * steps, (slot + 1) * steps);
    return slot;
  };
  /** The row joins the queue of the step: the end that the newest `times` rows of it lead to, -1 for none. */
  const enqueue = (slot: number, step: number, row: number, end: number): number => {
    const queue = slot * steps + step;
    const place = row * steps + step;
    const count = size[queue] ?? 0;
    let head = first[queue] ?? 0;
    if (count === 0) head = row;
    else next[(last[queue] ?? 0) * steps + step] = row;
    continued[place] = end;
    const wanted = times[step] ?? 1;
    if (count === wanted) head = next[head * steps + step] ?? 0;
    else size[queue] = count + 1;
    first[queue] = head;
    last[queue] = row;
    return size[queue] === wanted ? (continued[head * steps + step] ?? -1) : -1;
  };

  return {
    clear: () => slots.clear(),
    add(key, row, clock, fits, isBarrier) {
      const slot = slotOf(key);
      let found = false;
      clocks[row] = clock;
      // The first step first: a row must not continue what it has just begun.
      for (let step = 0; step < steps; step++) {
        if ((fits & (1 << step)) === 0) continue;
        const end = enqueue(slot, step, row, step === steps - 1 ? row : (ends[slot * steps + step + 1] ?? -1));
        if (end < 0) continue;
        ends[slot * steps + step] = end;
        if (step === 0) found = (clocks[end] ?? 0) < clock + spanMs && (barriers[slot] ?? -1) <= end;
      }
      if (isBarrier) barriers[slot] = row;
      return found;
    },
  };
}
