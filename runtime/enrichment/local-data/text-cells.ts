/** The cells of a line of CSV, TSV or a plain list; quotes around a cell fall away. */
export function cellsOf(line: string): readonly string[] {
  const separator = line.includes(",") ? "," : line.includes(";") ? ";" : line.includes("\t") ? "\t" : " ";
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

export interface DataLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Lines without comments (`#`, `;` or `//` to the end of the line, the latter two only at its start) and without empty ones. */
export function* dataLines(text: string): Generator<DataLine> {
  let number = 0;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? text.length : end);
    from = end === -1 ? text.length : end + 1;
    number += 1;
    const content = withoutComment(line);
    if (content !== "") yield { number, text: content };
  }
}

function withoutComment(line: string): string {
  const hash = line.indexOf("#");
  const content = (hash === -1 ? line : line.slice(0, hash)).trim();
  return content.startsWith(";") || content.startsWith("//") ? "" : content;
}
