import type { InputRow, InputValue } from "./user-input.ts";

/** Reads the fields of a given row; `null` in the row is "given as missing". The binder has checked the types. */
export interface RowField {
  readonly text: (name: string, fallback: string) => string;
  readonly textOrNull: (name: string, fallback?: string | null) => string | null;
  readonly number: (name: string, fallback: number) => number;
  readonly numberOrNull: (name: string, fallback?: number | null) => number | null;
  readonly bool: (name: string, fallback: boolean) => boolean;
  readonly boolOrNull: (name: string) => boolean | null;
}

export function rowField(row: InputRow): RowField {
  const read = <T>(name: string, is: (value: InputValue) => value is T & InputValue, fallback: T): T => {
    const value = row[name];
    return value !== undefined && is(value) ? value : fallback;
  };
  const orNull = <T>(name: string, is: (value: InputValue) => value is T & InputValue, fallback: T | null): T | null =>
    row[name] === null ? null : read<T | null>(name, is, fallback);
  return {
    text: (name, fallback) => read(name, isText, fallback),
    textOrNull: (name, fallback = null) => orNull(name, isText, fallback),
    number: (name, fallback) => read(name, isNumber, fallback),
    numberOrNull: (name, fallback = null) => orNull(name, isNumber, fallback),
    bool: (name, fallback) => read(name, isBool, fallback),
    boolOrNull: (name) => orNull(name, isBool, null),
  };
}

/** The fields of a row that another row refers to; one word stands for its key field. */
export function referredRow(value: InputValue | undefined, key: string): InputRow {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") return { [key]: value };
  return isRows(value) ? {} : value;
}

/** The text of a key, given as one word or inside the fields of a row. */
export function textOf(value: InputValue | undefined, key: string): string | null {
  const word = referredRow(value, key)[key];
  return typeof word === "string" ? word : null;
}

const isText = (value: InputValue): value is string => typeof value === "string";
const isNumber = (value: InputValue): value is number => typeof value === "number";
const isBool = (value: InputValue): value is boolean => typeof value === "boolean";
const isRows = (value: object): value is readonly InputRow[] => Array.isArray(value);
