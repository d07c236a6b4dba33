import type { ConditionCoverage, Coverage, UntestedThreshold } from "../../compiler/index.ts";
import type { Span } from "../../dsl/ast/node.ts";
import { lineIndex, positionAt } from "../../dsl/source/line-index.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";
import { table } from "./table.ts";

export interface CoverageReport {
  readonly coverage: Coverage;
  readonly untested: readonly UntestedThreshold[];
  /** By path inside the pack. */
  readonly texts: ReadonlyMap<string, string>;
  readonly shown: (path: string) => string;
}

/** Rounded down: 100 means all of it. */
export function coveredPercent({ seen, of }: Pick<Coverage, "seen" | "of">): number {
  return of === 0 ? 100 : Math.floor((100 * seen) / of);
}

/** What no test saw, a line each, and the share of what was seen. */
export function printCoverage(report: CoverageReport, output: Output): void {
  const { coverage, untested } = report;
  const { yellow, bold } = output.colors;
  const place = (span: Span) => `${report.shown(span.file)}:${lineOf(report, span)}`;
  const missed = coverage.conditions.flatMap((each) => {
    const never = neverSeen(each);
    return never === null ? [] : [[place(each.span), yellow(never), textOf(report, each.span)]];
  });
  const edges = untested.map(({ span, step }) => [
    place(span),
    yellow("no test at its boundary"),
    `${textOf(report, span)} (${step})`,
  ]);
  if (missed.length + edges.length > 0) output.print(`\n${table([...missed, ...edges])}`);
  const { seen, of } = coverage;
  output.print(
    `\n${bold(`${coveredPercent(coverage)}% covered`)}: ${seen} of ${plural(of, "answer")} of ${plural(coverage.conditions.length, "condition")} seen`,
  );
}

/** The same for programs. */
export function coverageJson(report: CoverageReport): object {
  const place = (span: Span) => ({ file: report.shown(span.file), line: lineOf(report, span) });
  return {
    percent: coveredPercent(report.coverage),
    seen: report.coverage.seen,
    of: report.coverage.of,
    conditions: report.coverage.conditions.map(({ declaration, span, seen }) => ({
      declaration,
      ...place(span),
      text: textOf(report, span),
      seen,
    })),
    untestedThresholds: report.untested.map(({ declaration, span, step }) => ({
      declaration,
      ...place(span),
      text: textOf(report, span),
      step,
    })),
  };
}

function neverSeen({ seen }: ConditionCoverage): string | null {
  if (seen.true + seen.false + seen.unknown === 0) return "never reached";
  if (seen.true === 0) return "never true";
  return seen.false === 0 ? "never false" : null;
}

function lineOf({ texts }: CoverageReport, { file, start }: Span): number {
  return positionAt(lineIndex(texts.get(file) ?? ""), start).line;
}

const LONGEST = 80;

function textOf({ texts }: CoverageReport, { file, start, end }: Span): string {
  const text = (texts.get(file) ?? "").slice(start, end).replaceAll(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 2)} …`;
}
