/** An entry where it was written. */
export interface WrittenEntry {
  readonly entry: string;
  /** From 1. */
  readonly line: number;
  /** Its place in the whole text. */
  readonly start: number;
  readonly end: number;
}

/** Entries that somebody pasted: one a line or separated by commas, without the spaces around them; lines that start with # are left out. */
export function parseEntries(text: string): readonly WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  let start = 0;
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.trimStart().startsWith("#")) entries.push(...entriesOfLine(line, index + 1, start));
    start += line.length + 1;
  }
  return entries;
}

function entriesOfLine(line: string, number: number, offset: number): readonly WrittenEntry[] {
  const entries: WrittenEntry[] = [];
  let start = offset;
  for (const part of line.split(",")) {
    const entry = part.trim();
    const from = start + (part.length - part.trimStart().length);
    if (entry !== "") entries.push({ entry, line: number, start: from, end: from + entry.length });
    start += part.length + 1;
  }
  return entries;
}
