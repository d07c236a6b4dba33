import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";

/** Users that say a little less than this one, those that say much less first. What is not given takes its default. */
export function simplerInputs(input: UserInput, asOf: number): readonly UserInput[] {
  const { user, sources } = input;
  const withSource = (source: SourceName, rows: readonly InputRow[]): UserInput => ({
    ...input,
    sources: rows.length > 0 ? { ...sources, [source]: rows } : without(sources, source),
  });
  const inSources = (simpler: (rows: readonly InputRow[], source: SourceName) => readonly (readonly InputRow[])[]) =>
    rowSources().flatMap((source) => simpler(sources[source] ?? [], source).map((rows) => withSource(source, rows)));
  return [
    ...inSources(fewerRows),
    ...simplerRows("user", user, asOf).map((row) => ({ ...input, user: row })),
    ...inSources((rows, source) =>
      rows.flatMap((row, i) => simplerRows(source, row, asOf).map((simpler) => rows.with(i, simpler))),
    ),
  ];
}

/** None, either half, all but one. */
function fewerRows(rows: readonly InputRow[]): readonly (readonly InputRow[])[] {
  if (rows.length === 0) return [];
  const half = rows.length >> 1;
  const halves = rows.length > 2 ? [rows.slice(0, half), rows.slice(half)] : [];
  return [[], ...halves, ...rows.map((_, i) => rows.toSpliced(i, 1))];
}

function simplerRows(source: SourceName, row: InputRow, asOf: number): readonly InputRow[] {
  const fields = Object.keys(row);
  const half = fields.length >> 1;
  const halves = fields.length > 3 ? [fields.slice(0, half), fields.slice(half)] : [];
  return [
    ...halves.map((dropped) => Object.fromEntries(Object.entries(row).filter(([field]) => !dropped.includes(field)))),
    ...fields.map((field) => without(row, field)),
    ...Object.entries(row).flatMap(([field, value]) =>
      simplerValues(source, field, value, asOf).map((simpler) => ({ ...row, [field]: simpler })),
    ),
  ];
}

function simplerValues(source: SourceName, field: string, value: InputValue, asOf: number): readonly InputValue[] {
  const type = givenFieldType(source, field)?.type;
  if (type === undefined || type.kind === "list" || value === null) return [];
  if (type.kind !== "row") return simplerScalars(type, value, asOf);
  return typeof value === "object" && !isRows(value) ? simplerRows(type.source, value, asOf) : [];
}

/** Nearer to what a reader would have written; never back, so that shrinking ends. */
function simplerScalars(type: ElementType, value: InputValue, asOf: number): readonly InputValue[] {
  if (type.kind === "string" && typeof value === "string") {
    const characters = Array.from(value);
    const shorter = ["", characters.slice(0, characters.length >> 1).join(""), characters.slice(1).join("")];
    return shorter.filter((text) => text.length < value.length);
  }
  if (type.kind === "int" && typeof value === "number")
    return [0, 1, Math.trunc(value / 2)].filter((number) => Math.abs(number) < Math.abs(value));
  if (type.kind === "time" && typeof value === "number") return value === asOf ? [] : [asOf];
  return value === true ? [false] : [];
}

function without<T extends object>(from: T, key: string): T {
  // A given field may be left out of a row, and a source out of a user: nothing is required in either.
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key)) as T;
}

function isRows(value: object): value is readonly InputRow[] {
  return Array.isArray(value);
}
