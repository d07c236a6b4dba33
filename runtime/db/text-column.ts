import { randomBytes } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import type { ColumnValue } from "./array-literal.ts";

// No value holds what nobody can guess: made anew by each process, never shown.
const END = `\u001E${randomBytes(9).toString("base64url")}`;
const NONE = `\u001D${randomBytes(9).toString("base64url")}`;

/**
 * Texts as one text, each followed by a mark: null when there are none. To quote the values of an array literal, and to read the quotes,
 * costs three times as much, and most of what a batch binds is text.
 */
export function textColumn(values: readonly ColumnValue[]): string | null {
  if (values.length === 0) return null;
  let text = "";
  for (const value of values) text += (value instanceof Date ? value.toISOString() : (value ?? NONE)) + END;
  return text;
}

/** The `text[]` that {@link textColumn} wrote; NULL, which has no rows either, when it wrote none. */
export function readTextColumn(written: unknown): RawBuilder<readonly (string | null)[]> {
  return sql`trim_array(string_to_array(${written}, ${END}, ${NONE}), 1)`;
}
