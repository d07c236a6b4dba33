import type { Comment } from "../ast/declaration.ts";

/** Hands out the comments of a file in their order, each once, while the printer moves through the text. */
export interface CommentCursor {
  /** Comments that begin before `offset` and were not handed out. */
  readonly before: (offset: number) => readonly Comment[];
  /** The comment that stands behind `offset` on the same line, as the end of a printed line; else nothing. */
  readonly behind: (offset: number) => string;
  /** Whether comments not yet handed out begin before `offset`. */
  readonly hasBefore: (offset: number) => boolean;
  /** Whether the author left an empty line between two places. */
  readonly blankBetween: (from: number, to: number) => boolean;
}

export function createCommentCursor(text: string, comments: readonly Comment[]): CommentCursor {
  let next = 0;
  /** Where the last comment handed out by `behind` ends: a blank line is looked for from there. */
  let behindEnd = 0;
  const hasBefore = (offset: number) => (comments[next]?.span.start ?? Number.POSITIVE_INFINITY) < offset;
  return {
    hasBefore,
    before: (offset) => {
      const from = next;
      while (hasBefore(offset)) next++;
      return comments.slice(from, next);
    },
    behind: (offset) => {
      const comment = comments[next];
      if (comment === undefined || comment.span.start < offset || !isBlank(text.slice(offset, comment.span.start)))
        return "";
      next++;
      behindEnd = comment.span.end;
      return `  ${comment.text.trimEnd()}`;
    },
    blankBetween: (from, to) => (text.slice(Math.max(from, behindEnd), to).match(/\r\n|\r|\n/g)?.length ?? 0) > 1,
  };
}

/** Spaces only: with anything else between, the comment belongs to that. */
const isBlank = (between: string): boolean => /^[ \t]*$/.test(between);
