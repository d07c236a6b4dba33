import type { DiagnosticCode, DiagnosticParams } from "../diagnostics/catalog.ts";

/** A part of a pattern that cannot stand; offsets count from behind the opening slash. */
export interface PatternFault<C extends DiagnosticCode = DiagnosticCode> {
  readonly code: C;
  readonly start: number;
  readonly end: number;
  readonly params: DiagnosticParams<C>;
  readonly fix: PatternFix | null;
}

export interface PatternFix {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** The pattern then says what it said only if the test ignores case. */
  readonly ignoringCase?: true;
}

/** A place in the text of a pattern; moves on as it is read. */
export interface PatternCursor {
  readonly text: string;
  readonly ignoringCase: boolean;
  at: number;
  report<C extends DiagnosticCode>(
    code: C,
    range: { readonly start: number; readonly end: number },
    params: DiagnosticParams<C>,
    fix?: PatternFix | null,
  ): void;
}

export function createCursor(
  text: string,
  ignoringCase: boolean,
): { readonly cursor: PatternCursor; readonly faults: readonly PatternFault[] } {
  const faults: PatternFault[] = [];
  const cursor: PatternCursor = {
    text,
    ignoringCase,
    at: 0,
    report: (code, { start, end }, params, fix = null) => void faults.push({ code, start, end, params, fix }),
  };
  return { cursor, faults };
}

/** Goes on behind `expected` if it stands here. */
export function skip(cursor: PatternCursor, expected: string): boolean {
  if (!cursor.text.startsWith(expected, cursor.at)) return false;
  cursor.at += expected.length;
  return true;
}

/** The character here, whole also where it is two units; empty at the end. */
export function peek({ text, at }: PatternCursor): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** What matches here; the expression must be sticky. Goes on behind it. */
export function take(cursor: PatternCursor, expression: RegExp): RegExpExecArray | null {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.text);
  if (match !== null) cursor.at += match[0].length;
  return match;
}

/** Replaces the text from `start` to `end`. */
export function replacement(start: number, end: number, text: string, title = `write \`${text}\``): PatternFix {
  return { title, edits: [{ start, end, text }] };
}
