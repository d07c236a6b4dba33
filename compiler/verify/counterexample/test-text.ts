import type { Scalar } from "../../../dsl/binder/bound.ts";
import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import { format } from "../../../dsl/format/index.ts";
import { quote } from "../../../dsl/source/string-literal.ts";
import { isPeerSource, rowSources, sharedBy } from "../../../dsl/types/row-words.ts";
import type { RowSource, SourceName } from "../../../dsl/types/sources.ts";
import type { ElementType, Type } from "../../../dsl/types/type.ts";
import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";
import { elementOf } from "../../plan/element-of.ts";
import type { AttributeValue } from "../../typescript/evaluator.ts";

/** The answers of both targets about one rule or attribute. */
export interface Disagreement {
  /** A rule's id or an attribute's name. */
  readonly name: string;
  /** Null for a rule. */
  readonly attribute: Type | null;
  readonly sql: AttributeValue;
  readonly typescript: AttributeValue;
}

/** A `test` block about one user, in canonical form: it expects what SQL answers and says what each target answered. */
export function testText(input: UserInput, disagreement: Disagreement, asOf: number): string {
  const { name, attribute, sql, typescript } = disagreement;
  const answer = (value: AttributeValue) => answerText(value, attribute);
  const entries = [
    ...(Object.keys(input.user).length > 0 ? [`user: ${rowText("user", input.user)}`] : []),
    ...rowSources()
      .filter((source) => !isPeerSource(source))
      .flatMap((source) => rowsText(source, rowsOf(input, source))),
    ...rowsText(
      "peers",
      rowSources()
        .filter(isPeerSource)
        .flatMap((source) => rowsOf(input, source)),
    ),
  ];
  const text = `test "SQL and TypeScript differ on ${name}" {
as of ${new Date(asOf).toISOString()}
given {
${entries.join("\n")}
}
# SQL: ${answer(sql)}; TypeScript: ${answer(typescript)}
expect ${expectation(disagreement)}
}
`;
  return format({ path: `${name}.tocsin`, text }).text;
}

function rowsText(name: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [`${name}: [${rows.map((row) => `\n${row}`).join("")}\n]`];
}

/** The given rows; those of peers say what they share. */
function rowsOf({ sources }: UserInput, source: RowSource): readonly string[] {
  const by = sharedBy(source);
  return (sources[source] ?? []).map((row) => rowText(source, row, by === null ? [] : [`by: ${by}`]));
}

function expectation({ name, attribute, sql, typescript }: Disagreement): string {
  if (attribute === null) return `${name} ${sql === true ? "match" : "no match"}`;
  if (sql === null) return `${name} is missing`;
  const type = elementOf(attribute);
  if (!isList(sql)) return `${name} == ${scalarText(sql, type)}`;
  const other = isList(typescript) ? typescript : [];
  const missed = sql.find((value) => !other.includes(value));
  if (missed !== undefined) return `${name} contains ${scalarText(missed, type)}`;
  const added = other.find((value) => !sql.includes(value));
  return added === undefined ? `${name} is present` : `not ${name} contains ${scalarText(added, type)}`;
}

function answerText(value: AttributeValue, attribute: Type | null): string {
  if (attribute === null) return value === null ? "unknown" : value === true ? "match" : "no match";
  if (value === null) return "missing";
  const type = elementOf(attribute);
  return isList(value) ? `[${value.map((entry) => scalarText(entry, type)).join(", ")}]` : scalarText(value, type);
}

function rowText(source: SourceName, row: InputRow, first: readonly string[] = []): string {
  const entries = Object.entries(row).map(([field, value]) => {
    const key = source === "events" && field === "time" ? "at" : field;
    return `${key}: ${valueText(source, field, value)}`;
  });
  return `{ ${[...first, ...entries].join(", ")} }`;
}

function valueText(source: SourceName, field: string, value: InputValue): string {
  if (value === null) return "missing";
  const type = givenFieldType(source, field)?.type;
  if (type === undefined || type.kind === "list") throw new Error(`invariant: a test cannot give ${source}.${field}`);
  if (typeof value !== "object") return type.kind === "row" ? wordText(type.source, value) : scalarText(value, type);
  if (type.kind !== "row" || isRows(value)) throw new Error(`invariant: ${source}.${field} is no row`);
  return rowText(type.source, value);
}

/** One word that stands for a row: an address, or a label in quotes. */
function wordText(source: SourceName, value: Scalar): string {
  return source === "ips" ? String(value) : quote(String(value));
}

function scalarText(value: Scalar, type: ElementType): string {
  if (type.kind === "string") return quote(String(value));
  if (type.kind === "time" && typeof value === "number") return new Date(value).toISOString();
  return type.kind === "duration" ? `${value}ms` : String(value);
}

function isList(value: AttributeValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

function isRows(value: object): value is readonly InputRow[] {
  return Array.isArray(value);
}
