import type { AttributeDecl } from "../ast/declaration.ts";
import type { GivenValue, ObjectEntry, ObjectValue } from "../ast/test-decl.ts";
import type { Name, Span } from "../ast/node.ts";
import { diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import type { InputRow, UserInput } from "../testing/user-input.ts";
import { fieldType } from "../types/field-type.ts";
import { isRowSource, rowSources } from "../types/row-words.ts";
import type { RowSource } from "../types/sources.ts";
import type { Scalar } from "./bound.ts";
import { givenElements, givenEntries } from "./given-list.ts";
import { givenPeers } from "./given-peers.ts";
import { givenRow } from "./given-row.ts";
import { givenScalar } from "./given-scalar.ts";
import { resolveValueType } from "./resolve-type.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** What an attribute is given in a test; null is missing. */
export type GivenAttribute = Scalar | readonly Scalar[] | null;

/** What tests give by the names that a pack declares. */
export interface GivenNames {
  readonly attributes: ReadonlyMap<string, GivenAttribute>;
  /** Entries of runtime lists. */
  readonly lists: ReadonlyMap<string, readonly Scalar[]>;
}

export interface Given extends GivenNames {
  readonly user: UserInput;
}

/** The described user, and the attributes and lists that are given outright. Null after an error. */
export function bindGiven(given: ObjectValue | null, asOf: number, scope: Scope): Given | null {
  let user: InputRow = {};
  const sources: { [S in RowSource]?: readonly InputRow[] } = {};
  const named: ObjectEntry[] = [];
  const seen = new Set<string>();
  let failed = false;
  for (const entry of given?.entries ?? []) {
    const { key, value } = entry;
    if (seen.has(key.text)) scope.report(diagnostic("TC0505", key.span, { key: key.text }));
    seen.add(key.text);
    if (key.text === "user") {
      const row =
        value.kind === "object"
          ? givenRow(value, "user", asOf, scope)
          : wrong(value, "the user's fields in braces", scope);
      if (row === null) failed = true;
      else user = row;
    } else if (key.text === "peers") {
      const peers = givenPeers(value, asOf, scope);
      if (peers === null) failed = true;
      else Object.assign(sources, peers);
    } else if (isRowSource(key.text)) {
      const rows = givenRows(value, key.text, asOf, scope);
      if (rows === null) failed = true;
      else sources[key.text] = rows;
    } else named.push(entry);
  }
  const names = bindGivenNames(named, asOf, scope);
  return failed || names === null ? null : { user: { user, sources }, ...names };
}

type NamedEntry = Pick<ObjectEntry, "key" | "value">;

/** Attributes and runtime lists by name, each by its declared type; null after an error. */
export function bindGivenNames(entries: readonly NamedEntry[], asOf: number, scope: Scope): GivenNames | null {
  const attributes = new Map<string, GivenAttribute>();
  const lists = new Map<string, readonly Scalar[]>();
  let failed = false;
  for (const { key, value } of entries) {
    const declaration = scope.env.symbols.named.get(key.text);
    if (declaration?.kind === "list") {
      const given = givenEntries(key, value, declaration, asOf, scope);
      if (given === undefined) failed = true;
      else lists.set(key.text, given);
    } else if (declaration?.kind === "attribute") {
      const given = givenAttribute(key, value, declaration, asOf, scope);
      if (given === undefined) failed = true;
      else attributes.set(key.text, given);
    } else {
      reportUnknown(key, value, scope);
      failed = true;
    }
  }
  return failed ? null : { attributes, lists };
}

function givenAttribute(
  key: Name,
  value: GivenValue,
  declaration: AttributeDecl,
  asOf: number,
  scope: Scope,
): GivenAttribute | undefined {
  // errors of the declared type are reported where it is declared
  const declared = resolveValueType(declaration.type, () => {});
  if (declared === null) return undefined;
  const place = { name: key.text, asOf };
  return declared.type.kind === "list"
    ? givenElements(value, declared.type.element, place, scope)
    : givenScalar(value, declared, place, scope);
}

function wrapInUser(key: Span, value: Span): Fix {
  const edits = [
    { span: { ...key, end: key.start }, text: "user: { " },
    { span: { ...value, start: value.end }, text: " }" },
  ];
  return { title: "give it of the user", edits };
}

const GIVEN_SOURCES = [...rowSources().filter(isRowSource), "peers"];

function reportUnknown({ text: key, span }: Name, value: GivenValue, scope: Scope): void {
  if (key === "") return;
  const { symbols, suggest } = scope.env;
  const suggestion = suggest(key, () => {
    const named = [...symbols.named.values()].filter(({ kind }) => kind === "attribute" || kind === "list");
    return [...named.map(({ name }) => name.text), ...GIVEN_SOURCES, "user"];
  });
  const ofUser = fieldType("user", key) !== null;
  const fixes = ofUser ? [wrapInUser(span, value.span)] : suggestionFix(span, suggestion);
  scope.report(diagnostic("TC0511", span, { key, ofUser, suggestion }, { fixes }));
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
