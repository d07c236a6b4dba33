import { fieldNames, fieldType } from "../types/field-type.ts";
import { PREVIOUS, type SourceName } from "../types/sources.ts";
import type { ValueType } from "../types/type.ts";

const STRING: ValueType = { type: { kind: "string" }, optional: true };

/** Fields that only a test knows: what an event carries beside its own, and labels that tie rows together. */
const TEST_FIELDS: { readonly [S in SourceName]?: ReadonlyMap<string, ValueType> } = {
  events: new Map([
    ["email", { type: { kind: "row", source: "emails" }, optional: true }],
    ["phone", { type: { kind: "row", source: "phones" }, optional: true }],
  ]),
  devices: new Map([["label", STRING]]),
  sessions: new Map([["label", STRING]]),
};

/** The name under which a field is stored: `at` is short for the time of what happened. */
export function givenFieldName(source: SourceName, field: string): string {
  return hasMoment(source) && field === "at" ? "time" : field;
}

/** The type of a field of a given row; null when tests cannot give it. */
export function givenFieldType(source: SourceName, field: string): ValueType | null {
  if (field === PREVIOUS) return null;
  return fieldType(source, field) ?? TEST_FIELDS[source]?.get(field) ?? null;
}

export function givenFieldNames(source: SourceName): readonly string[] {
  const fields = fieldNames(source).filter((field) => field !== PREVIOUS);
  return [...fields, ...(TEST_FIELDS[source]?.keys() ?? []), ...(hasMoment(source) ? ["at"] : [])];
}

function hasMoment(source: SourceName): boolean {
  return source === "events" || source === "field_changes";
}
