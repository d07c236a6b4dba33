import { ENUMERATIONS, type EnumName } from "./enumerations.ts";
import { FIELDS, type FieldSpec, type SourceName } from "./sources.ts";
import { SCALAR_TYPES, type ElementType, type ScalarName, type Type, type ValueType } from "./type.ts";

/** What the catalogue says about a field; null when the source has no such field. */
export function fieldSpec(source: SourceName, field: string): FieldSpec | null {
  const fields: Readonly<Record<string, FieldSpec>> = FIELDS[source];
  return Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;
}

/** The type of a field; null when the source has no such field. */
export function fieldType(source: SourceName, field: string): ValueType | null {
  const spec = fieldSpec(source, field);
  return spec === null ? null : readTypeText(spec.type);
}

export function fieldNames(source: SourceName): readonly string[] {
  return Object.keys(FIELDS[source]);
}

export function isEnumName(word: string): word is EnumName {
  return Object.hasOwn(ENUMERATIONS, word);
}

export function enumMembers(name: EnumName): readonly string[] {
  return ENUMERATIONS[name];
}

/** The scalar or enumeration of that name; null for any other word. */
export function elementType(word: string): ElementType | null {
  if (isEnumName(word)) return { kind: "enum", name: word };
  const scalar = SCALAR_TYPES.find((name) => name === word);
  return scalar === undefined ? null : scalarType(scalar);
}

export function scalarType(kind: ScalarName): ElementType {
  return { kind };
}

function readTypeText(text: FieldSpec["type"]): ValueType {
  const optional = text.endsWith("?");
  const word = optional ? text.slice(0, -1) : text;
  return { type: readType(word), optional };
}

function readType(word: string): Type {
  if (word.startsWith("row ")) {
    const source = word.slice("row ".length);
    if (!isSourceName(source)) throw new Error(`the catalogue names no source ${source}`);
    return { kind: "row", source };
  }
  const element = elementType(word);
  if (element === null) throw new Error(`the catalogue names no type ${word}`);
  return element;
}

function isSourceName(word: string): word is SourceName {
  return Object.hasOwn(FIELDS, word);
}
