import type { GivenValue, ObjectEntry, ObjectValue } from "../ast/test-decl.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { InputRow, InputValue } from "../testing/user-input.ts";
import { rowWordOf } from "../types/row-words.ts";
import type { SourceName } from "../types/sources.ts";
import type { ValueType } from "../types/type.ts";
import { givenFieldName, givenFieldNames, givenFieldType } from "./given-fields.ts";
import { givenScalar } from "./given-scalar.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** The fields of one given row; null after an error. `asOf` in milliseconds since the epoch. */
export function givenRow(value: ObjectValue, source: SourceName, asOf: number, scope: Scope): InputRow | null {
  const row: Record<string, InputValue> = {};
  let failed = false;
  for (const entry of value.entries) {
    const field = givenFieldName(source, entry.key.text);
    const given = givenField(entry, field, source, asOf, scope);
    if (given === undefined) failed = true;
    else if (Object.hasOwn(row, field)) scope.report(diagnostic("TC0505", entry.key.span, { key: entry.key.text }));
    else row[field] = given;
  }
  return failed ? null : row;
}

function givenField(
  entry: ObjectEntry,
  field: string,
  source: SourceName,
  asOf: number,
  scope: Scope,
): InputValue | undefined {
  const type = givenFieldType(source, field);
  if (type === null) {
    const { text, span } = entry.key;
    const suggestion = suggest(text, givenFieldNames(source));
    if (text !== "")
      scope.report(
        diagnostic(
          "TC0516",
          span,
          { field: text, of: `\`${rowWordOf(source)}\``, suggestion },
          { fixes: suggestionFix(span, suggestion) },
        ),
      );
    return undefined;
  }
  const place = { name: entry.key.text, asOf };
  return type.type.kind === "row"
    ? givenRowField(entry.value, type, type.type.source, place, scope)
    : givenScalar(entry.value, type, place, scope);
}

type Place = Parameters<typeof givenScalar>[2];

/** A row that another refers to: its fields, or one word for it (an address, a number, a label). */
function givenRowField(
  value: GivenValue,
  type: ValueType,
  source: SourceName,
  place: Place,
  scope: Scope,
): InputValue | undefined {
  if (value.kind === "object") return givenRow(value, source, place.asOf, scope) ?? undefined;
  const word: ValueType["type"] = { kind: source === "ips" ? "ip" : "string" };
  return givenScalar(value, { type: word, optional: type.optional }, place, scope);
}
