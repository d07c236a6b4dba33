/** A run of code points, both ends included. */
export interface CodePointRange {
  readonly low: number;
  readonly high: number;
}

/** Code points as ranges in order that neither overlap nor adjoin. */
export type CodePointSet = readonly CodePointRange[];

/** No stored text holds NUL. */
export const FIRST_CODE_POINT = 1;
export const LAST_CODE_POINT = 0x10ffff;
export const EVERY_CODE_POINT: CodePointSet = [{ low: FIRST_CODE_POINT, high: LAST_CODE_POINT }];

/** The code points of all the ranges, whatever their order. */
export function setOf(ranges: readonly CodePointRange[]): CodePointSet {
  const merged: { low: number; high: number }[] = [];
  for (const { low, high } of [...ranges].sort((a, b) => a.low - b.low)) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last.high + 1) last.high = Math.max(last.high, high);
    else merged.push({ low, high });
  }
  return merged;
}

export function complement(set: CodePointSet): CodePointSet {
  const gaps: CodePointRange[] = [];
  let next = FIRST_CODE_POINT;
  for (const { low, high } of set) {
    if (low > next) gaps.push({ low: next, high: low - 1 });
    next = high + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push({ low: next, high: LAST_CODE_POINT });
  return gaps;
}

export function includes(set: CodePointSet, point: number): boolean {
  return set.some(({ low, high }) => low <= point && point <= high);
}

/** With the other case of every ASCII letter; no other letter has one. */
export function inEitherCase(set: CodePointSet): CodePointSet {
  const others = set.flatMap(({ low, high }) => [
    ...moved(Math.max(low, UPPER.low), Math.min(high, UPPER.high), CASE_DISTANCE),
    ...moved(Math.max(low, LOWER.low), Math.min(high, LOWER.high), -CASE_DISTANCE),
  ]);
  return setOf([...set, ...others]);
}

const UPPER = { low: 65, high: 90 } as const;
const LOWER = { low: 97, high: 122 } as const;
const CASE_DISTANCE = 32;

function moved(low: number, high: number, distance: number): readonly CodePointRange[] {
  return low <= high ? [{ low: low + distance, high: high + distance }] : [];
}
