import type { ConditionCoverage } from "../../api/index.ts";
import { placeOf } from "../problems/place-of.ts";
import { text as words } from "../text/text.ts";
import { coverageState, type CoverageState } from "./coverage-state.ts";

/** A sign beside a line that conditions begin on. */
export interface CoverageMark {
  readonly start: number;
  readonly end: number;
  /** The worst of them: `half` is neither never nor fully seen. */
  readonly sign: "full" | "half" | "never";
  readonly hover: string;
}

const LONGEST = 60;

/** One mark a line, with what was seen of each condition that begins there. */
export function coverageMarks(
  conditions: readonly ConditionCoverage[],
  path: string,
  text: string,
): readonly CoverageMark[] {
  const byLine = new Map<number, ConditionCoverage[]>();
  for (const condition of conditions) {
    const { span } = condition;
    if (span.file !== path || span.end > text.length) continue;
    const { line } = placeOf(text, span.start);
    byLine.set(line, [...(byLine.get(line) ?? []), condition]);
  }
  return [...byLine.values()].flatMap((here) => {
    const [first] = here;
    if (first === undefined) return [];
    const states = here.map(coverageState);
    return [
      {
        start: first.span.start,
        // The sign stands beside the first line, however many the condition has.
        end: first.span.start,
        sign: signOf(states),
        hover: here.map((condition) => hoverOf(condition, text)).join("\n\n"),
      },
    ];
  });
}

/** What a condition says, on one line. */
export function conditionText({ span }: Pick<ConditionCoverage, "span">, text: string): string {
  const line = text.slice(span.start, span.end).replaceAll(/\s+/g, " ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 2)} …`;
}

function signOf(states: readonly CoverageState[]): CoverageMark["sign"] {
  if (states.includes("never")) return "never";
  return states.every((state) => state === "full") ? "full" : "half";
}

function hoverOf(condition: ConditionCoverage, text: string): string {
  const { seen } = condition;
  const state = words.testsPanel.coverage[coverageState(condition)];
  const counts = words.testsPanel.coverage.counts(seen.true, seen.false, seen.unknown);
  return `${conditionText(condition, text)}: ${state} (${counts})`;
}
