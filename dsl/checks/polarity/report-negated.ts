import type { Span } from "../../ast/node.ts";
import type { BoundCondition, BoundValue } from "../../binder/bound.ts";
import type { AttributeIntervals } from "../../binder/value-interval.ts";
import { diagnostic, type Diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";

export interface PolarityContext {
  readonly report: (diagnostic: Diagnostic) => void;
  readonly text: (span: Span) => string;
  readonly attributes: AttributeIntervals;
}

/** Where a condition stands. */
export interface Place {
  /** Under an odd number of negations. */
  readonly negative: boolean;
  /** Nothing may be unknown here, whatever the number of negations. */
  readonly strict: boolean;
  /** The nearest negation. */
  readonly negation: Span | null;
  /** It decides which rows an aggregate keeps. */
  readonly rows: boolean;
  /** The `not` directly around the condition, if any: a fix stands before the whole of it. */
  readonly target: { readonly span: Span; readonly negative: boolean } | null;
}

/** One report for one comparison, with both ways to say what missing means. */
export function reportNegated(
  parts: readonly BoundValue[],
  condition: BoundCondition | null,
  place: Place,
  { report, text }: PolarityContext,
): void {
  const [first, ...others] = distinctByText(parts, text);
  if (first === undefined) return;
  const secondary = [
    ...(place.negation === null
      ? []
      : [{ span: place.negation, message: "a missing value would count as a match in some engines" }]),
    ...others.map(({ span }) => ({ span, message: "may be missing too" })),
  ];
  const fixes = condition === null ? [] : fixesFor([first, ...others], condition, place, text);
  report(diagnostic("TC0301", first.span, { value: text(first.span) }, { secondary, fixes }));
}

function fixesFor(
  parts: readonly BoundValue[],
  condition: BoundCondition,
  place: Place,
  text: (span: Span) => string,
): readonly Fix[] {
  const { span, negative } = place.target ?? { span: condition.span, negative: place.negative };
  // an argument of a define is written elsewhere: there is no one place to repair
  if (!parts.every((part) => contains(span, part.span))) return [];
  const alone = standsAlone(span, text);
  const fix = (guards: readonly string[], word: "and" | "or", matches: boolean): Fix => {
    const repaired = [...guards, text(span)].join(` ${word} `);
    return { title: title(matches, place.rows), edits: [{ span, text: alone ? repaired : `(${repaired})` }] };
  };
  const present = fix(
    parts.map((part) => `${text(part.span)} is present`),
    "and",
    negative,
  );
  const missing = fix(
    parts.map((part) => `${text(part.span)} is missing`),
    "or",
    !negative,
  );
  return negative ? [missing, present] : [present, missing];
}

function title(matches: boolean, rows: boolean): string {
  if (rows) return matches ? "missing keeps the row" : "missing keeps no row";
  return matches ? "missing is a match" : "missing is no match";
}

/** Whether the condition fills its line or its parentheses, so that joining another to it changes nothing around it. */
function standsAlone(span: Span, text: (span: Span) => string): boolean {
  const before = text({ ...span, start: Math.max(0, span.start - 200), end: span.start });
  const after = text({ ...span, start: span.end, end: span.end + 200 });
  return /(^|[\n{(=]|\bwhere|\bwhen|\bexpect)[ \t]*$/.test(before) && /^[ \t]*($|[\r\n})#])/.test(after);
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

function distinctByText(parts: readonly BoundValue[], text: (span: Span) => string): readonly BoundValue[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const key = text(part.span);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
