import type { CommentCursor } from "./comment-cursor.ts";

/** One thing that stands on lines of its own. */
export interface LineItem {
  readonly start: number;
  readonly end: number;
  /** Its text; the first line without indentation, further lines with it. */
  readonly print: () => string;
  /** Overrides what the author did about the empty line before it. */
  readonly blankBefore?: boolean;
}

export const INDENT = "  ";
/** Where the formatter breaks lists, objects and chains of `and` or `or`. */
export const WIDTH = 100;

/**
 * Prints items one under the other with the comments around them. Comments inside an item that its own printing did
 * not place go above it. At most one empty line of the author's is kept between items. `end` is where the container
 * ends: comments up to there belong to it.
 */
export function printLines(
  items: readonly LineItem[],
  end: number,
  indent: string,
  cursor: CommentCursor,
): readonly string[] {
  const lines: string[] = [];
  let previousEnd: number | null = null;
  const space = (start: number, wanted: boolean | undefined) => {
    if (previousEnd !== null && (wanted ?? cursor.blankBetween(previousEnd, start))) lines.push("");
  };
  const comments = (until: number, wanted: boolean | undefined): boolean => {
    let first = true;
    for (const comment of cursor.before(until)) {
      space(comment.span.start, first ? wanted : undefined);
      lines.push(indent + comment.text.trimEnd());
      previousEnd = comment.span.end;
      first = false;
    }
    return !first;
  };
  for (const item of items) {
    const commented = comments(item.start, item.blankBefore);
    space(item.start, commented ? undefined : item.blankBefore);
    const text = item.print();
    for (const inside of cursor.before(item.end)) lines.push(indent + inside.text.trimEnd());
    lines.push(indent + text + cursor.behind(item.end));
    previousEnd = item.end;
  }
  comments(end, undefined);
  return lines;
}

const COMMA = /[ \t]*,/y;

/** Where an element ends together with its comma: a comment behind the comma is the element's. */
export function endWithComma(end: number, source: string): number {
  COMMA.lastIndex = end;
  return COMMA.test(source) ? COMMA.lastIndex : end;
}
