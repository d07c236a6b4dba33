import { type CodePointSet, includes, LAST_CODE_POINT } from "./code-point-set.ts";

/** Code points in classes: those of one class are alike to every set of a pattern. */
export interface Alphabet {
  readonly classes: number;
  /** Where a run of code points of one class begins, in ascending order; the first is 0. */
  readonly starts: Uint32Array;
  /** The class of the run that begins there. */
  readonly classOfRun: Uint16Array;
  /** One code point of each class. */
  readonly samples: readonly number[];
}

export function alphabetOf(sets: readonly CodePointSet[]): Alphabet {
  const distinct = [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
  const cuts = new Set([0]);
  for (const { low, high } of distinct.flat()) {
    cuts.add(low);
    if (high < LAST_CODE_POINT) cuts.add(high + 1);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  const known = new Map<string, number>();
  const samples: number[] = [];
  const classOfRun = starts.map((point) => {
    const signature = distinct.map((set) => (includes(set, point) ? "1" : "0")).join("");
    const before = known.get(signature);
    if (before !== undefined) return before;
    known.set(signature, samples.length);
    return samples.push(point) - 1;
  });
  return {
    classes: samples.length,
    starts: Uint32Array.from(starts),
    classOfRun: Uint16Array.from(classOfRun),
    samples,
  };
}

/** The class of a code point, found by halving. */
export function classOf({ starts, classOfRun }: Alphabet, point: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= point) low = middle;
    else high = middle;
  }
  return classOfRun[low] ?? 0;
}
