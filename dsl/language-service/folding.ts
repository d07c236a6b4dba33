import { lineAt, lineIndex } from "../source/line-index.ts";
import { scan } from "./scan.ts";

/** Lines that can be folded away: from the end of `startLine` to the end of `endLine`, counted from 1. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: "block" | "comment";
}

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** Brackets over more than two lines, whose last line stays to be seen, and runs of comments; by first line. */
export function foldingRanges(text: string): readonly FoldingRange[] {
  const index = lineIndex(text);
  const lineOf = (offset: number) => lineAt(index, offset) + 1;
  const ranges: FoldingRange[] = [];
  const open: { readonly closing: string; readonly line: number }[] = [];
  let run: { start: number; end: number } | null = null;
  const endRun = () => {
    if (run !== null && run.end > run.start) ranges.push({ startLine: run.start, endLine: run.end, kind: "comment" });
    run = null;
  };
  for (const { kind, text: piece, start } of scan(text)) {
    const line = lineOf(start);
    if (kind === "comment" && isAlone(text, start)) {
      if (run?.end === line - 1) run.end = line;
      else {
        endRun();
        run = { start: line, end: line };
      }
      continue;
    }
    if (kind !== "comment") endRun();
    const closing = kind === "other" ? CLOSING[piece] : undefined;
    if (closing !== undefined) open.push({ closing, line });
    else if (kind === "other" && piece === open.at(-1)?.closing) {
      const { line: startLine } = open.pop() ?? { line };
      if (line - 1 > startLine) ranges.push({ startLine, endLine: line - 1, kind: "block" });
    }
  }
  endRun();
  return ranges.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** Whether nothing but blanks stands before the offset on its line. */
function isAlone(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
}
