import { fieldNames, fieldType } from "../types/field-type.ts";
import type { SourceName } from "../types/sources.ts";
import type { ValueType } from "../types/type.ts";

const STRING: ValueType = { type: { kind: "string" }, optional: true };

/** Fields that only a test knows: what an event carries beside its own, and labels that tie rows together. */
const TEST_FIELDS: { readonly [S in SourceName]?: Readonly<Record<string, ValueType>> } = {
  events: {
    email: { type: { kind: "row", source: "emails" }, optional: true },
    phone: { type: { kind: "row", source: "phones" }, optional: true },
  },
  devices: { label: STRING },
  sessions: { label: STRING },
};

/** The name under which a field is stored: `at` is short for the time of an event. */
export function givenFieldName(source: SourceName, field: string): string {
  return source === "events" && field === "at" ? "time" : field;
}

/** The type of a field of a given row; null when tests cannot give it. */
export function givenFieldType(source: SourceName, field: string): ValueType | null {
  return fieldType(source, field) ?? TEST_FIELDS[source]?.[field] ?? null;
}

export function givenFieldNames(source: SourceName): readonly string[] {
  return [...fieldNames(source), ...Object.keys(TEST_FIELDS[source] ?? {}), ...(source === "events" ? ["at"] : [])];
}
