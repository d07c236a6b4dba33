import type { AttributeValue, CaseResult, TestFailure } from "../../compiler/index.ts";
import { lineIndex, positionAt } from "../../dsl/source/line-index.ts";
import type { Span } from "../../dsl/ast/node.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";
import { table } from "./table.ts";

export interface TestReport {
  readonly results: readonly CaseResult[];
  /** By path inside the pack. */
  readonly texts: ReadonlyMap<string, string>;
  readonly shown: (path: string) => string;
  readonly milliseconds: number;
}

/** A line a file, then each failure with what came instead and the values behind it. */
export function printTestResults(report: TestReport, output: Output): void {
  const { results, milliseconds } = report;
  const { green, red, bold } = output.colors;
  const files = new Map<string, CaseResult[]>();
  for (const result of results) files.set(result.span.file, [...(files.get(result.span.file) ?? []), result]);
  output.print(table([...files].map(([file, cases]) => fileLine(report.shown(file), cases))));
  for (const result of results) {
    for (const failure of result.failures)
      output.print(
        `\n${red(`${report.shown(failure.span.file)}:${lineOf(report, failure.span)}`)} ${bold(result.test)}\n${explained(failure)}`,
      );
  }
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const summary =
    failed === 0
      ? green(`${plural(results.length, "case")} passed`)
      : red(`${failed} of ${plural(results.length, "case")} failed`);
  output.print(`\n${summary} in ${Math.round(milliseconds).toLocaleString("en")} ms`);
}

function fileLine(path: string, cases: readonly CaseResult[]): readonly (string | number)[] {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  return [path, cases.length, cases.length === 1 ? "case" : "cases", failed === 0 ? "ok" : `${failed} FAILED`];
}

function explained({ target, expected, actual, attributes }: TestFailure): string {
  const values = Object.entries(attributes).map(([name, value]) => [`    ${name}`, `= ${shownValue(value)}`]);
  const head = `  expected ${expected}, but on ${target === "sql" ? "SQL" : "TypeScript"}: ${actual}`;
  return values.length === 0 ? head : `${head}\n${table(values)}`;
}

const MOST_VALUES = 10;

function shownValue(value: AttributeValue): string {
  if (value === null) return "missing";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  const more = value.length > MOST_VALUES ? `, … ${value.length - MOST_VALUES} more` : "";
  return `[${value.slice(0, MOST_VALUES).map(shownValue).join(", ")}${more}]`;
}

function lineOf({ texts }: TestReport, { file, start }: Span): number {
  return positionAt(lineIndex(texts.get(file) ?? ""), start).line;
}

/** The same for programs. */
export function testResultsJson(report: TestReport): object {
  const { results, milliseconds, shown } = report;
  return {
    milliseconds,
    cases: results.map(({ test, span, failures }) => ({
      test,
      file: shown(span.file),
      line: lineOf(report, span),
      failures: failures.map(({ span: place, ...failure }) => ({ ...failure, line: lineOf(report, place) })),
    })),
  };
}
