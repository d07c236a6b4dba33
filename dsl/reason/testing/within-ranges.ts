import { FIELD_INT } from "../../binder/interval.ts";
import { FIELD_RANGES } from "../../types/field-ranges.ts";
import { fieldNames, fieldType } from "../../types/field-type.ts";
import { type SourceName, SOURCES } from "../../types/sources.ts";
import type { UserContext } from "../../types/user-context.ts";

type Row = Readonly<Record<string, unknown>>;

/** The user with every integer moved to where ingest would let it in. */
export function withinRanges(context: UserContext): UserContext {
  const sources = Object.keys(SOURCES) as (keyof typeof SOURCES)[]; // the keys of a constant table
  const rows = sources.map((source) => [source, context[source].map((row) => rowWithin(source, row as Row))]);
  // Built field by field from what had this type.
  return { user: rowWithin("user", context.user as Row), ...Object.fromEntries(rows) } as UserContext;
}

function rowWithin(source: SourceName, row: Row): Row {
  return Object.fromEntries(
    fieldNames(source).map((field) => {
      const type = fieldType(source, field)?.type;
      const value = row[field];
      // a row that is referred to need not refer on
      if (type?.kind === "row" && isRow(value)) return [field, rowWithin(type.source, value)];
      return [field, type?.kind === "int" && typeof value === "number" ? clamped(value, source, field) : value];
    }),
  );
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

function clamped(value: number, source: SourceName, field: string): number {
  const { low, high } = { ...FIELD_INT, ...FIELD_RANGES[source]?.[field] };
  return Math.min(Math.max(value, low), high);
}
