import type { GivenValue, ObjectEntry, ObjectValue } from "../ast/test-decl.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { InputRow, UserInput } from "../testing/user-input.ts";
import { fieldType } from "../types/field-type.ts";
import { isRowSource, rowSources } from "../types/row-words.ts";
import { typeText } from "../types/type-text.ts";
import type { RowSource } from "../types/sources.ts";
import type { ValueType } from "../types/type.ts";
import type { AttributeDecl } from "../ast/declaration.ts";
import type { Scalar } from "./bound.ts";
import { givenRow } from "./given-row.ts";
import { givenScalar } from "./given-scalar.ts";
import { resolveValueType } from "./resolve-type.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** What an attribute is given in a test; null is missing. */
export type GivenAttribute = Scalar | readonly Scalar[] | null;

export interface Given {
  readonly user: UserInput;
  readonly attributes: ReadonlyMap<string, GivenAttribute>;
}

/** The described user, and the attributes that are given outright. Null after an error. */
export function bindGiven(given: ObjectValue | null, asOf: number, scope: Scope): Given | null {
  let user: InputRow = {};
  const sources: { [S in RowSource]?: readonly InputRow[] } = {};
  const attributes = new Map<string, GivenAttribute>();
  const seen = new Set<string>();
  let failed = false;
  for (const { key, value } of given?.entries ?? []) {
    if (seen.has(key.text)) scope.report(diagnostic("TC0505", key.span, { key: key.text }));
    seen.add(key.text);
    if (key.text === "user") {
      const row =
        value.kind === "object"
          ? givenRow(value, "user", asOf, scope)
          : wrong(value, "the user's fields in braces", scope);
      if (row === null) failed = true;
      else user = row;
    } else if (isRowSource(key.text)) {
      const rows = givenRows(value, key.text, asOf, scope);
      if (rows === null) failed = true;
      else sources[key.text] = rows;
    } else {
      const attribute = givenAttribute({ key, value }, asOf, scope);
      if (attribute === undefined) failed = true;
      else attributes.set(key.text, attribute);
    }
  }
  return failed ? null : { user: { user, sources }, attributes };
}

/** The value of an attribute, by its declared type; undefined after an error. */
export function givenAttribute(
  { key, value }: Pick<ObjectEntry, "key" | "value">,
  asOf: number,
  scope: Scope,
): GivenAttribute | undefined {
  const declaration = scope.env.symbols.named.get(key.text);
  if (declaration?.kind !== "attribute") {
    const attributes = [...scope.env.symbols.named.values()].filter(
      (named): named is AttributeDecl => named.kind === "attribute",
    );
    const suggestion = suggest(key.text, [...attributes.map(({ name }) => name.text), ...rowSources(), "user"]);
    const ofUser = fieldType("user", key.text) !== null;
    const fixes = ofUser ? [wrapInUser(key.span, value.span)] : suggestionFix(key.span, suggestion);
    if (key.text !== "") scope.report(diagnostic("TC0511", key.span, { key: key.text, ofUser, suggestion }, { fixes }));
    return undefined;
  }
  // errors of the declared type are reported where it is declared
  const type = resolveValueType(declaration.type, () => {});
  if (type === null) return undefined;
  const place = { name: key.text, asOf };
  return type.type.kind === "list" ? givenList(value, type, place, scope) : givenScalar(value, type, place, scope);
}

function wrapInUser(key: Span, value: Span): Fix {
  const edits = [
    { span: { ...key, end: key.start }, text: "user: { " },
    { span: { ...value, start: value.end }, text: " }" },
  ];
  return { title: "give it of the user", edits };
}

function givenList(
  value: GivenValue,
  { type }: ValueType,
  place: { readonly name: string; readonly asOf: number },
  scope: Scope,
) {
  if (type.kind !== "list") return undefined;
  const items = value.kind === "array" ? value.items : value.kind === "list_literal" ? value.elements : null;
  if (items === null) {
    scope.report(diagnostic("TC0512", value.span, { expected: `\`${typeText(type)}\``, found: "a single value" }));
    return undefined;
  }
  const element: ValueType = { type: type.element, optional: false };
  const scalars = items.map((item) => givenScalar(item, element, place, scope));
  const present = scalars.filter((scalar): scalar is Scalar => scalar !== undefined && scalar !== null);
  return present.length === items.length ? [...new Set(present)] : undefined;
}

function givenRows(value: GivenValue, source: RowSource, asOf: number, scope: Scope): readonly InputRow[] | null {
  // an empty list may be read as an expression
  if (value.kind === "list_literal" && value.elements.length === 0) return [];
  if (value.kind !== "array")
    return wrong(value, "rows as `[{ … }]`", scope, value.kind === "object" ? ["[", "]"] : null);
  const rows = value.items.map((item) =>
    item.kind === "object" ? givenRow(item, source, asOf, scope) : wrong(item, "the fields of a row in braces", scope),
  );
  const present = rows.filter((row) => row !== null);
  return present.length === rows.length ? present : null;
}

function wrong(
  value: GivenValue,
  expected: string,
  scope: Scope,
  brackets: readonly [open: string, close: string] | null = null,
): null {
  if (value.kind === "error") return null;
  const { span } = value;
  const edits = brackets && [
    { span: { ...span, end: span.start }, text: brackets[0] },
    { span: { ...span, start: span.end }, text: brackets[1] },
  ];
  const fixes = edits === null ? [] : [{ title: "a list of one", edits }];
  const found = value.kind === "object" ? "fields in braces" : "something else";
  scope.report(diagnostic("TC0512", span, { expected, found }, { fixes }));
  return null;
}
