/** Rows as columns, two spaces apart; numbers are set to the right. An empty table is an empty text. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => textOf(row[column]).length));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function padded(cell: string | number, width: number): string {
  return typeof cell === "number" ? textOf(cell).padStart(width) : cell.padEnd(width);
}

function textOf(cell: string | number | undefined): string {
  return typeof cell === "number" ? cell.toLocaleString("en") : (cell ?? "");
}
