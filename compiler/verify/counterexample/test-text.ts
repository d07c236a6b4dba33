import { format } from "../../../dsl/format/index.ts";
import type { UserInput } from "../../../dsl/testing/user-input.ts";
import type { Type } from "../../../dsl/types/type.ts";
import { elementOf } from "../../plan/element-of.ts";
import type { AttributeValue } from "../../typescript/evaluator.ts";
import { attributeText, givenText, isList, scalarText } from "../given-text.ts";

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
  const text = `test "SQL and TypeScript differ on ${name}" {
as of ${new Date(asOf).toISOString()}
given {
${givenText(input).join("\n")}
}
# SQL: ${answer(sql)}; TypeScript: ${answer(typescript)}
expect ${expectation(disagreement)}
}
`;
  return format({ path: `${name}.tocsin`, text }).text;
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
  return attributeText(value, elementOf(attribute));
}
