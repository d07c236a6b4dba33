import type { RowOf } from "../types/user-context.ts";
import { rowField } from "./input-value.ts";
import type { InputRow } from "./user-input.ts";

/** Field changes are given as rows of their own; one without a time happened at the moment of the test. */
export function buildFieldChanges(rows: readonly InputRow[], asOf: number): readonly RowOf<"field_changes">[] {
  return rows.map((given) => {
    const field = rowField(given);
    return {
      time: field.number("time", asOf),
      field: field.text("field", "field"),
      old_value: field.textOrNull("old_value"),
      new_value: field.text("new_value", "unknown"),
      parent: field.textOrNull("parent"),
    };
  });
}
