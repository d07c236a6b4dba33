import { node, type Name, type Span } from "../ast/node.ts";
import type { BoundaryTable, GivenValue, TableRow } from "../ast/test-decl.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Reporter } from "./reporter.ts";

/** A cell as read: a value, or the two words of an outcome. */
export type ReadCell = GivenValue | { readonly kind: "no_match"; readonly span: Span };

export interface ReadRow {
  readonly cells: readonly ReadCell[];
  readonly span: Span;
}

/** The first row names the columns, the last column is the outcome. Rows that do not fit are reported and left out. */
export function boundaryTable(rows: readonly ReadRow[], reporter: Reporter): BoundaryTable | null {
  const [header, ...body] = rows;
  if (header === undefined) return null;
  const names = header.cells.map((cell) => columnOf(cell, reporter));
  if (names.some((name) => name === null)) return null;
  const columns = names.filter((name) => name !== null);
  const last = columns.at(-1);
  if (last === undefined || last.text !== "expect") {
    reporter.report("TC0036", last?.span ?? header.span, {});
    return null;
  }
  const read = body.map((row) => rowOf(row, columns.length, reporter)).filter((row) => row !== null);
  const end = rows.at(-1)?.span.end ?? header.span.end;
  return node({
    kind: "boundary_table",
    columns: Object.freeze(columns.slice(0, -1)),
    rows: Object.freeze(read),
    span: reporter.span(header.span.start, end),
  });
}

function columnOf(cell: ReadCell, reporter: Reporter): Name | null {
  if (cell.kind === "name") return Object.freeze({ text: cell.name, span: cell.span });
  if (cell.kind !== "error") {
    reporter.report("TC0020", cell.span, { expected: "the name of a column", found: "something else" });
  }
  return null;
}

function rowOf({ cells, span }: ReadRow, columns: number, reporter: Reporter): TableRow | null {
  if (cells.length !== columns) {
    reporter.report("TC0035", span, { cells: cells.length, columns });
    return null;
  }
  const last = cells.at(-1);
  const outcome = last === undefined ? null : outcomeOf(last);
  if (outcome === null) {
    const found = last?.kind === "name" ? `\`${last.name}\`` : "a value";
    const fixes = last?.kind === "name" ? outcomeFixes(last.name, last.span) : [];
    reporter.report("TC0037", last?.span ?? span, { found }, { fixes });
    return null;
  }
  const values: GivenValue[] = [];
  for (const cell of cells.slice(0, -1)) {
    if (cell.kind === "no_match") reporter.report("TC0020", cell.span, { expected: "a value", found: "`no match`" });
    else values.push(cell);
  }
  return values.length === columns - 1
    ? node({ kind: "table_row", cells: Object.freeze(values), outcome, span })
    : null;
}

const YES = new Set(["true", "yes", "matches", "matched", "match", "positive", "hit"]);
const NO = new Set(["false", "no", "not", "none", "unmatched", "negative", "miss"]);

/** What an outcome was meant to be, from the words that other tools use. */
export function outcomeFixes(found: string, span: Span): readonly Fix[] {
  const word = found.toLowerCase();
  const instead = YES.has(word) ? "match" : NO.has(word) ? "no match" : null;
  return instead === null ? [] : [{ title: `write \`${instead}\``, edits: [{ span, text: instead }] }];
}

function outcomeOf(cell: ReadCell): TableRow["outcome"] | null {
  if (cell.kind === "no_match") return "no_match";
  if (cell.kind !== "name") return null;
  return cell.name === "match" || cell.name === "unknown" ? cell.name : null;
}
