import type { AcceptedEmailChange, AcceptedFieldChange, AcceptedSearch } from "./accepted-event.ts";
import { asText } from "./raw-fields.ts";
import { storableText } from "./text.ts";

/** `corrected` says that something was missing, too long or could not be read. */
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
  const { required, optional, isCorrected } = createTexts(properties);
  const value = { fieldId: required("field_id"), fieldName: optional("field_name"), value: required("value") };
  return { value, corrected: isCorrected() };
}

export function readEmailChange(payload: unknown): Read<AcceptedEmailChange | null> {
  const properties = oneObject(payload);
  if (properties === null) return { value: null, corrected: true };
  const { required, optional, isCorrected } = createTexts(properties);
  const value = { newValue: required("new_value"), oldValue: optional("old_value") };
  return { value, corrected: isCorrected() };
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
    const { required, optional, isCorrected } = createTexts(properties);
    changes.push({
      fieldId: required("field_id"),
      newValue: required("new_value"),
      fieldName: optional("field_name"),
      oldValue: optional("old_value"),
      parentId: optional("parent_id"),
      parentName: optional("parent_name"),
    });
    corrected ||= isCorrected();
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

/** Reads the texts of one object and remembers whether one was missing, too long or not storable as it was. */
function createTexts(properties: Properties) {
  let corrected = false;
  const optional = (name: string): string | null => {
    const value = Object.hasOwn(properties, name) ? properties[name] : null;
    if (value === null || value === undefined) return null;
    const sent = asText(value);
    const text = [...storableText(sent)].slice(0, LONGEST).join("");
    corrected ||= text !== sent;
    return text;
  };
  const required = (name: string): string => {
    const text = optional(name);
    corrected ||= text === null;
    return text ?? UNKNOWN;
  };
  return { optional, required, isCorrected: () => corrected };
}
