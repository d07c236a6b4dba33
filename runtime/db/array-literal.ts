import type { ColumnType } from "./upsert.ts";

/** One value of a column; ids and JSON are texts, null is NULL. */
export type ColumnValue = string | number | boolean | Date | null | undefined;

/** Types whose values hold nothing that an array literal would read as its own (times are ISO texts): no quotes are needed. */
const PLAIN: ReadonlySet<ColumnType> = new Set([
  "bigint",
  "integer",
  "smallint",
  "boolean",
  "inet",
  "cidr",
  "timestamptz",
]);

const TO_ESCAPE = /["\\]/;

/**
 * Values as the text of a PostgreSQL array, the form in which a column of many rows is bound. Our own because a batch has
 * thousands of them: the driver's encoder asks of each what it is.
 *
 * @example
 * arrayLiteral(["a", 'b"', null], "text") // {"a","b\"",NULL}
 */
export function arrayLiteral(values: readonly ColumnValue[], type: ColumnType): string {
  const plain = PLAIN.has(type);
  let text = "{";
  let isFirst = true;
  for (const value of values) {
    if (isFirst) isFirst = false;
    else text += ",";
    if (value === null || value === undefined) text += "NULL";
    else {
      const written = value instanceof Date ? value.toISOString() : String(value);
      text += plain ? written : quoted(written);
    }
  }
  return `${text}}`;
}

function quoted(value: string): string {
  return TO_ESCAPE.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${value}"`;
}
