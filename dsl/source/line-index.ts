/** A place for people: both count from 1, columns in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin; `\n`, `\r\n` and a lone `\r` end a line. */
export interface LineIndex {
  readonly text: string;
  /** Offsets (UTF-16) of the first character of each line. */
  readonly starts: readonly number[];
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { text, starts };
}

/** The 0-based line of an offset; offsets beyond the text lie on the last line. */
export function lineAt(index: LineIndex, offset: number): number {
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of a 0-based line, without its line break. */
export function lineText(index: LineIndex, line: number): string {
  const start = index.starts[line] ?? index.text.length;
  const end = index.starts[line + 1] ?? index.text.length;
  return index.text.slice(start, end).replace(/[\r\n]+$/, "");
}

export function positionAt(index: LineIndex, offset: number): Position {
  const line = lineAt(index, offset);
  const before = index.text.slice(index.starts[line] ?? 0, Math.max(offset, 0));
  return { line: line + 1, column: [...before].length + 1 };
}
