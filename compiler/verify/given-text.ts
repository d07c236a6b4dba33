import type { Scalar } from "../../dsl/binder/bound.ts";
import { givenFieldType } from "../../dsl/binder/given-fields.ts";
import { quote } from "../../dsl/source/string-literal.ts";
import type { InputRow, InputValue, UserInput } from "../../dsl/testing/user-input.ts";
import { isPeerSource, rowSources, sharedBy } from "../../dsl/types/row-words.ts";
import type { RowSource, SourceName } from "../../dsl/types/sources.ts";
import type { ElementType } from "../../dsl/types/type.ts";
import type { AttributeValue } from "../typescript/evaluator.ts";

export interface GivenTextOptions {
  /** Times are written as so long before it; as moments without one. Milliseconds. */
  readonly before?: number | undefined;
}

/** The entries of `given` that describe a user, in no canonical form yet. */
export function givenText(input: UserInput, options: GivenTextOptions = {}): readonly string[] {
  return [
    ...(Object.keys(input.user).length > 0 ? [`user: ${rowText("user", input.user, options)}`] : []),
    ...rowSources()
      .filter((source) => !isPeerSource(source))
      .flatMap((source) => rowsText(source, rowsOf(input, source, options))),
    ...rowsText(
      "peers",
      rowSources()
        .filter(isPeerSource)
        .flatMap((source) => rowsOf(input, source, options)),
    ),
  ];
}

/** A value as a test writes it. */
export function scalarText(value: Scalar, type: ElementType, { before }: GivenTextOptions = {}): string {
  if (type.kind === "string") return quote(String(value));
  if (type.kind === "time" && typeof value === "number")
    return before === undefined || value > before ? new Date(value).toISOString() : `${spanText(before - value)} ago`;
  return type.kind === "duration" ? `${value}ms` : String(value);
}

/** A moment without parts of a second that are none. */
export function momentText(moment: number): string {
  return new Date(moment).toISOString().replace(".000Z", "Z");
}

/** The value of an attribute as a test gives it. */
export function attributeText(value: AttributeValue, type: ElementType, options: GivenTextOptions = {}): string {
  if (value === null) return "missing";
  return isList(value)
    ? `[${value.map((entry) => scalarText(entry, type, options)).join(", ")}]`
    : scalarText(value, type, options);
}

export function isList(value: AttributeValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** In the largest unit that says it exactly. */
function spanText(ms: number): string {
  const unit = UNITS.find(([, size]) => ms % size === 0 && ms > 0);
  return ms === 0 ? "0s" : unit === undefined ? `${ms}ms` : `${ms / unit[1]}${unit[0]}`;
}

function rowsText(name: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [`${name}: [${rows.map((row) => `\n${row}`).join("")}\n]`];
}

/** The given rows; those of peers say what they share. */
function rowsOf({ sources }: UserInput, source: RowSource, options: GivenTextOptions): readonly string[] {
  const by = sharedBy(source);
  return (sources[source] ?? []).map((row) => rowText(source, row, options, by === null ? [] : [`by: ${by}`]));
}

function rowText(source: SourceName, row: InputRow, options: GivenTextOptions, first: readonly string[] = []): string {
  const entries = Object.entries(row).map(([field, value]) => {
    const key = source === "events" && field === "time" ? "at" : field;
    return `${key}: ${valueText(source, field, value, options)}`;
  });
  return `{ ${[...first, ...entries].join(", ")} }`;
}

function valueText(source: SourceName, field: string, value: InputValue, options: GivenTextOptions): string {
  if (value === null) return "missing";
  const type = givenFieldType(source, field)?.type;
  if (type === undefined || type.kind === "list") throw new Error(`invariant: a test cannot give ${source}.${field}`);
  if (typeof value !== "object")
    return type.kind === "row" ? wordText(type.source, value) : scalarText(value, type, options);
  if (type.kind !== "row" || isRows(value)) throw new Error(`invariant: ${source}.${field} is no row`);
  return rowText(type.source, value, options);
}

/** One word that stands for a row: an address, or a label in quotes. */
function wordText(source: SourceName, value: Scalar): string {
  return source === "ips" ? String(value) : quote(String(value));
}

function isRows(value: object): value is readonly InputRow[] {
  return Array.isArray(value);
}
