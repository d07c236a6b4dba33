import type { RowSource } from "../../dsl/types/sources.ts";
import type { IsNewExpr } from "../plan/expr.ts";
import { createEarlierValues, type EarlierValues } from "../typescript/earlier-values.ts";
import { clockOf, readField, type SourceRow } from "./row.ts";

/** Whether the value of a field is new at a row; null where it is missing or nobody knows. */
export type Newness = (expr: IsNewExpr, row: SourceRow) => boolean | null;

/** Looks through the rows of a source once for each field that is asked about. */
export function createNewness(rows: (source: RowSource) => readonly SourceRow[]): Newness {
  const known = new Map<string, EarlierValues>();
  return ({ operand: { path }, withinMs }, row) => {
    const key = [row.source, ...path].join(".");
    const values = known.get(key) ?? earlierValues(rows(row.source), path);
    known.set(key, values);
    const since = withinMs === null ? Number.NEGATIVE_INFINITY : clockOf(row) - withinMs;
    if (values.isNew(row.index, since)) return true;
    return values.isOld(row.index, since) ? false : null;
  };
}

function earlierValues(rows: readonly SourceRow[], path: readonly string[]): EarlierValues {
  const values = createEarlierValues();
  for (const row of rows.toReversed()) values.add(row.index, readField(row, path), clockOf(row));
  return values;
}
