import { conditionValues, valueChildren } from "./bound-children.ts";
import type { BoundCondition, BoundValue, RowId } from "./bound.ts";

/** The row variables that a value reads and does not open itself. */
export function rowsOf(value: BoundValue): ReadonlySet<RowId> {
  const rows = new Set<RowId>();
  if (value.kind === "row_field") rows.add(value.row);
  for (const child of valueChildren(value)) for (const row of rowsOf(child)) rows.add(row);
  if (value.kind === "aggregate") rows.delete(value.select.row);
  return rows;
}

/** The same for a condition. */
export function rowsOfCondition(condition: BoundCondition): ReadonlySet<RowId> {
  const rows = new Set<RowId>();
  for (const value of conditionValues(condition)) for (const row of rowsOf(value)) rows.add(row);
  return rows;
}
