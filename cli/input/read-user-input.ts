import type { BoundPack, Scalar } from "../../dsl/binder/bound.ts";
import { givenFieldName, givenFieldNames, givenFieldType } from "../../dsl/binder/given-fields.ts";
import { suggest } from "../../dsl/diagnostics/suggest.ts";
import type { InputRow, InputValue, UserInput } from "../../dsl/testing/user-input.ts";
import { isRowSource, rowSources } from "../../dsl/types/row-words.ts";
import type { RowSource, SourceName } from "../../dsl/types/sources.ts";
import type { ValueType } from "../../dsl/types/type.ts";
import { CliError } from "../cli-error.ts";
import { readScalar, refuse } from "./read-scalar.ts";

/** A user as a JSON file describes it. */
export interface GivenUser {
  readonly user: UserInput;
  /** Attributes that are given outright, by name; null is missing. */
  readonly attributes: Readonly<Record<string, Scalar | readonly Scalar[] | null>>;
}

/**
 * Reads a user from JSON in the shape of a test's `given`: `user` with its fields, sources as lists of rows, attributes by name.
 * Times are texts, `"2026-03-01T12:00Z"` or `"5m ago"`; durations `"3h"`; `null` is missing.
 *
 * @throws CliError that names the place.
 */
export function readUserInput(json: unknown, { attributes: known }: BoundPack, asOf: number): GivenUser {
  const types = new Map(known.map(({ name, type, optional }) => [name, { type, optional }]));
  let user: InputRow = {};
  const sources: { [S in RowSource]?: readonly InputRow[] } = {};
  const attributes: Record<string, Scalar | readonly Scalar[] | null> = {};
  for (const [key, value] of fieldsOf(json, "the input")) {
    if (key === "user") user = readRow(value, "user", key, asOf);
    else if (isRowSource(key))
      sources[key] = listOf(value, key).map((row, i) => readRow(row, key, `${key}[${i}]`, asOf));
    else {
      const type = types.get(key);
      if (type === undefined) throw unknown(key, "the input", ["user", ...rowSources(), ...types.keys()]);
      attributes[key] = readAttribute(value, type, key, asOf);
    }
  }
  return { user: { user, sources }, attributes };
}

function readRow(json: unknown, source: SourceName, place: string, asOf: number): InputRow {
  const fields = fieldsOf(json, place).map(([key, value]): [string, InputValue] => {
    const field = givenFieldName(source, key);
    const type = givenFieldType(source, field);
    if (type === null) throw unknown(key, place, givenFieldNames(source));
    return [field, readField(value, type, `${place}.${key}`, asOf)];
  });
  return Object.fromEntries(fields);
}

/** A row that another refers to: its fields, or one word for it (an address, a number, a label). */
function readField(json: unknown, type: ValueType, place: string, asOf: number): InputValue {
  if (type.type.kind !== "row") return readScalar(json, type, place, asOf);
  if (isObject(json)) return readRow(json, type.type.source, place, asOf);
  const word: ValueType["type"] = { kind: type.type.source === "ips" ? "ip" : "string" };
  return readScalar(json, { type: word, optional: type.optional }, place, asOf);
}

function readAttribute(json: unknown, { type }: ValueType, place: string, asOf: number) {
  if (type.kind !== "list") return readScalar(json, { type, optional: true }, place, asOf);
  if (json === null) return null;
  const values = listOf(json, place).map((each, i) =>
    readScalar(each, { type: type.element, optional: false }, `${place}[${i}]`, asOf),
  );
  return [...new Set(values.filter((value) => value !== null))];
}

function fieldsOf(json: unknown, place: string): readonly [string, unknown][] {
  return isObject(json) ? Object.entries(json) : refuse(place, "an object");
}

function listOf(json: unknown, place: string): readonly unknown[] {
  return Array.isArray(json) ? json : refuse(place, "a list");
}

function isObject(json: unknown): json is object {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function unknown(key: string, place: string, known: readonly string[]): CliError {
  const suggestion = suggest(key, known);
  return new CliError(`${place} has no ${key}${suggestion === null ? "" : `; is it ${suggestion}?`}`);
}
