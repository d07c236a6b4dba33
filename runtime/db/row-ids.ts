import { randomInt } from "node:crypto";

const EPOCH = Date.UTC(2024, 0, 1);
const SEQUENCE = 1 << 12;

/**
 * Ids of rows, rising with time: 41 bits of milliseconds, 10 bits of this process, 12 bits of a counter, as decimal text.
 * Rows are keyed by user and time as well: an id met twice in two processes is no conflict.
 */
export function createRowIds(clock: () => number = Date.now, process: number = randomInt(1 << 10)): () => string {
  let last = 0;
  let sequence = 0;
  return () => {
    const now = clock() - EPOCH;
    // invariant: never behind the last id, even when the clock is set back
    sequence = now > last ? 0 : sequence + 1;
    last = Math.max(now, last);
    if (sequence === SEQUENCE) {
      last += 1;
      sequence = 0;
    }
    return ((BigInt(last) << 22n) | BigInt(process << 12) | BigInt(sequence)).toString();
  };
}

/** The moment at which an id was made, milliseconds. */
export function momentOfRowId(id: string): number {
  return EPOCH + Number(BigInt(id) >> 22n);
}
