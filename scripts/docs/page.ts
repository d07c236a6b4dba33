/** A page of the reference that is made from the catalogues. */
export interface Page {
  /** Below `docs/`, `docs/language/` or `docs/rules/`. */
  readonly name: string;
  readonly text: string;
}

/** Every generated page begins with this line. */
export const GENERATED = "<!-- Made by `npm run docs` from the code and the built-in pack: change it there. -->";

export function page(name: string, ...parts: readonly string[]): Page {
  return { name, text: `${[GENERATED, ...parts].join("\n\n")}\n` };
}

/** A table with its cells as they are; `|` in a cell is escaped. Columns are padded as prettier pads them. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n");
}

export const code = (text: string) => `\`${text}\``;
