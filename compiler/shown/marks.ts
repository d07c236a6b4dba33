/**
 * Marks around emitted text that say from which part of a rule it comes, for as long as the text is being assembled.
 * They are lone surrogates, which no target ever writes: JSON escapes them in literals, comments leave them out, and
 * SQL binds every value.
 */
const OPEN = "\udc00";
const AFTER_ORIGIN = "\udc01";
const CLOSE = "\udc02";
const MARK = /\udc00(\d+)\udc01|\udc02/g;

/** From which part, by its number, a stretch of text comes; UTF-16 offsets. */
export interface OriginRange {
  readonly origin: number;
  readonly start: number;
  readonly end: number;
}

export interface MarkedText {
  readonly text: string;
  /** The outer ones before those that they hold. */
  readonly ranges: readonly OriginRange[];
}

export function openMark(origin: number): string {
  return OPEN + origin + AFTER_ORIGIN;
}

export const CLOSE_MARK = CLOSE;

export function marked(text: string, origin: number | null): string {
  return origin === null ? text : openMark(origin) + text + CLOSE;
}

/** The text without its marks, and where they stood. */
export function readMarks(text: string): MarkedText {
  const plain: string[] = [];
  const ranges: (OriginRange | null)[] = [];
  const open: { readonly place: number; readonly origin: number; readonly start: number }[] = [];
  let length = 0;
  let from = 0;
  for (const mark of text.matchAll(MARK)) {
    plain.push(text.slice(from, mark.index));
    length += mark.index - from;
    from = mark.index + mark[0].length;
    if (mark[1] !== undefined) {
      open.push({ place: ranges.push(null) - 1, origin: Number(mark[1]), start: length });
      continue;
    }
    const opened = open.pop();
    if (opened === undefined) throw new Error("invariant: every mark that is closed was opened");
    ranges[opened.place] = { origin: opened.origin, start: opened.start, end: length };
  }
  plain.push(text.slice(from));
  return { text: plain.join(""), ranges: ranges.filter((range) => range !== null) };
}
