import { stringify } from "csv-stringify/sync";
import type { BlacklistEntry } from "./list-blacklist.ts";

export type ExportFormat = "csv" | "ndjson";

const HEADER = ["added", "kind", "value", "user", "score", "by", "listed", "reason"];

/**
 * The lines of a file, one an entry, each with its end. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe;
 * phone numbers in the international form are among them. NDJSON has every value as it is.
 */
export async function* exportLines(
  entries: AsyncIterable<BlacklistEntry>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(HEADER);
  for await (const entry of entries) yield format === "csv" ? csvLine(cellsOf(entry)) : jsonLine(entry);
}

function csvLine(cells: readonly string[]): string {
  return stringify([[...cells]], { escape_formulas: true, record_delimiter: "\r\n" });
}

function cellsOf({ addedAt, kind, value, userName, score, by, listed, reason }: BlacklistEntry): readonly string[] {
  const added = new Date(addedAt).toISOString();
  return [added, kind, value, userName, score === null ? "" : String(score), by, listed ? "yes" : "no", reason ?? ""];
}

function jsonLine({ addedAt, userName, ...entry }: BlacklistEntry): string {
  return `${JSON.stringify({ added: new Date(addedAt).toISOString(), user: userName, ...entry })}\n`;
}
