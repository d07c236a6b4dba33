import type { NameExpr } from "../ast/access.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { ENUMERATIONS, type EnumName } from "../types/enumerations.ts";
import { enumMembers, fieldType } from "../types/field-type.ts";
import type { Type } from "../types/type.ts";
import type { BoundValue } from "./bound.ts";
import { FOREIGN_MEMBERS } from "./foreign-names.ts";
import { resolveValueType } from "./resolve-type.ts";
import { innermostRow, rowByAlias, type Operand, type RowRef, type Scope } from "./scope.ts";
import type { NamedDecl } from "./symbols.ts";
import { suggestionFix } from "./suggestion-fix.ts";

const ENUM_NAMES = Object.keys(ENUMERATIONS) as EnumName[]; // the keys of a constant table

/** Locals first, then a member of the expected enumeration, then the declarations of the pack. */
export function bindName(expr: NameExpr, scope: Scope, expected: Type | null): Operand | null {
  const { name, span } = expr;
  const param = scope.params.get(name);
  if (param !== undefined) return param.bind();
  const frame = rowByAlias(scope, name);
  if (frame !== null) return { kind: "row", ref: rowRef(frame.row, frame.source, span) };
  if (expected?.kind === "enum" && enumMembers(expected.name).includes(name)) {
    return value({ kind: "literal", value: name, type: expected, optional: false, span });
  }
  if (name === "user") return { kind: "row", ref: rowRef("user", "user", span) };
  const declaration = scope.env.symbols.named.get(name);
  if (declaration !== undefined) return bindDeclared(declaration, expr, scope);
  reportUnknown(expr, scope, expected);
  return null;
}

/** Whether the word is a member of some enumeration and no local name: then its type comes from the other side. */
export function mayBeMember(name: string, scope: Scope): boolean {
  if (scope.params.has(name) || rowByAlias(scope, name) !== null) return false;
  return ENUM_NAMES.some((enumeration) => enumMembers(enumeration).includes(name));
}

function bindDeclared(declaration: NamedDecl, { name, span }: NameExpr, scope: Scope): Operand | null {
  scope.env.used(name);
  switch (declaration.kind) {
    case "const": {
      const constant = scope.env.constant(name);
      return constant === null ? null : value({ ...constant, span });
    }
    case "list": {
      const element = scope.env.listElement(name);
      if (element === null) return null;
      return value({ kind: "list_ref", name, type: { kind: "list", element }, optional: false, span });
    }
    case "attribute": {
      // errors of the declared type are reported where it is declared
      const type = resolveValueType(declaration.type, () => {});
      if (type === null) return null;
      scope.reads(name);
      return value({ kind: "attribute_ref", name, type: type.type, optional: type.optional, span });
    }
    case "map":
    case "define": {
      const wanted =
        declaration.kind === "map"
          ? `a value; look up a key with \`${name}[…]\``
          : `a value, call it with \`${name}(…)\``;
      const secondary = [{ span: declaration.name.span, message: "declared here" }];
      scope.report(diagnostic("TC0111", span, { name, kind: declaration.kind, wanted }, { secondary }));
      return null;
    }
  }
}

function reportUnknown({ name, span }: NameExpr, scope: Scope, expected: Type | null): void {
  if (name === "") return;
  if (expected?.kind === "enum") {
    const suggestion = suggestMember(name, expected.name);
    if (suggestion !== null || /^[A-Z]{2}$/.test(name)) {
      scope.report(
        diagnostic(
          "TC0108",
          span,
          { member: name, enumeration: expected.name, suggestion },
          { fixes: suggestionFix(span, suggestion) },
        ),
      );
      return;
    }
  }
  const owners = ENUM_NAMES.filter((enumeration) => enumMembers(enumeration).includes(name));
  if (owners.length > 0) {
    const fixes = owners.map((owner) => ({
      title: `write \`${owner}.${name}\``,
      edits: [{ span, text: `${owner}.${name}` }],
    }));
    scope.report(diagnostic("TC0115", span, { name, enumerations: owners }, { fixes }));
    return;
  }
  const suggestion = fieldSuggestion(name, scope) ?? suggestName(name, scope);
  scope.report(diagnostic("TC0101", span, { name, suggestion }, { fixes: suggestionFix(span, suggestion) }));
}

/** A member by its code in another list, by its name, or by its last word: `login` is `account_login`. */
function suggestMember(name: string, enumeration: EnumName): string | null {
  const members = enumMembers(enumeration);
  const foreign = FOREIGN_MEMBERS.get(name);
  if (foreign !== undefined && members.includes(foreign)) return foreign;
  return suggest(name, members) ?? members.find((member) => member.endsWith(`_${name}`)) ?? null;
}

/** A field without its dot, or without `user.`. */
function fieldSuggestion(name: string, scope: Scope): string | null {
  const row = innermostRow(scope);
  if (row !== null && fieldType(row.source, name) !== null) return `.${name}`;
  if (row === null && fieldType("user", name) !== null) return `user.${name}`;
  return /^(?:true|false)$/i.test(name) ? name.toLowerCase() : null;
}

function suggestName(name: string, scope: Scope): string | null {
  const aliases = scope.frames.slice(scope.visibleFrom).flatMap(({ alias }) => (alias === null ? [] : [alias]));
  const { symbols } = scope.env;
  return scope.env.suggest(name, () => [...scope.params.keys(), ...aliases, ...symbols.named.keys(), "user"]);
}

function rowRef(row: RowRef["row"], source: RowRef["source"], span: RowRef["span"]): RowRef {
  return { row, root: source, path: [], source, optional: false, span };
}

function value(bound: BoundValue): Operand {
  return { kind: "value", value: bound };
}
