import type { ConditionRates } from "../../api/index.ts";

/** Words at the end of a line of the rule; UTF-16 offsets. */
export interface RateMark {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** One mark for each condition, where its first line ends. */
export function rateMarks(
  { tested, conditions }: ConditionRates,
  text: string,
  wordsOf: (matched: number, tested: number, unknown: number) => string,
): readonly RateMark[] {
  if (tested === 0) return [];
  return conditions.map(({ start, matched, unknown }) => {
    const lineEnd = text.indexOf("\n", start);
    const last = lineEnd < 0 ? text.length : lineEnd;
    return { start, end: last, after: wordsOf(matched, tested, unknown) };
  });
}
