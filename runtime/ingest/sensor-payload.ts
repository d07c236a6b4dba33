import type { AcceptedEmailChange, AcceptedFieldChange, AcceptedSearch } from "./accepted-event.ts";
import { asText } from "./raw-fields.ts";
import { storableText } from "./text.ts";

/** `corrected` says that something was missing or could not be read. */
export interface Read<T> {
  readonly value: T;
  readonly corrected: boolean;
}

/** What stands for a required value that was not sent. */
const UNKNOWN = "unknown";
/** A longer text has no use in a rule, and the 2 KB keep a row on its page. */
const LONGEST = 2048;
/** More changes in one request are cut off. */
const MOST_CHANGES = 1000;

type Properties = Readonly<Record<string, unknown>>;

export function readSearch(payload: unknown): Read<AcceptedSearch | null> {
  const properties = oneObject(payload);
  if (properties === null) return { value: null, corrected: true };
  const fieldId = textOf(properties, "field_id");
  const value = textOf(properties, "value");
  return {
    value: { fieldId: fieldId ?? UNKNOWN, fieldName: textOf(properties, "field_name"), value: value ?? UNKNOWN },
    corrected: fieldId === null || value === null,
  };
}

export function readEmailChange(payload: unknown): Read<AcceptedEmailChange | null> {
  const properties = oneObject(payload);
  if (properties === null) return { value: null, corrected: true };
  const newValue = textOf(properties, "new_value");
  return {
    value: { newValue: newValue ?? UNKNOWN, oldValue: textOf(properties, "old_value") },
    corrected: newValue === null,
  };
}

export function readFieldChanges(history: unknown): Read<readonly AcceptedFieldChange[]> {
  if (!Array.isArray(history) || history.length === 0) return { value: [], corrected: true };
  let corrected = history.length > MOST_CHANGES;
  const changes: AcceptedFieldChange[] = [];
  for (const item of history.slice(0, MOST_CHANGES)) {
    const properties = asObject(item);
    if (properties === null || Object.keys(properties).length === 0) {
      corrected = true;
      continue;
    }
    const fieldId = textOf(properties, "field_id");
    const newValue = textOf(properties, "new_value");
    corrected ||= fieldId === null || newValue === null;
    changes.push({
      fieldId: fieldId ?? UNKNOWN,
      newValue: newValue ?? UNKNOWN,
      fieldName: textOf(properties, "field_name"),
      oldValue: textOf(properties, "old_value"),
      parentId: textOf(properties, "parent_id"),
      parentName: textOf(properties, "parent_name"),
    });
  }
  return { value: changes, corrected };
}

/** An object, or the one object of a list: trackers send `payload[0][field_id]` as well as `payload[field_id]`. */
function oneObject(payload: unknown): Properties | null {
  return asObject(Array.isArray(payload) ? payload[0] : payload);
}

function asObject(value: unknown): Properties | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return value as Properties; // any object can be read by name
}

function textOf(properties: Properties, name: string): string | null {
  const value = Object.hasOwn(properties, name) ? properties[name] : null;
  if (value === null || value === undefined) return null;
  return [...storableText(asText(value))].slice(0, LONGEST).join("");
}
