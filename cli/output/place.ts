import type { Span } from "../../dsl/ast/node.ts";
import { lineIndex, positionAt, type Position } from "../../dsl/source/line-index.ts";

/** Where a span begins and ends: lines and columns from 1, columns in code points. */
export interface Place {
  readonly start: Position;
  readonly end: Position;
}

export function placeOf({ file, start, end }: Span, texts: ReadonlyMap<string, string>): Place {
  const index = lineIndex(texts.get(file) ?? "");
  return { start: positionAt(index, start), end: positionAt(index, end) };
}
