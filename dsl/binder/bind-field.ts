import type { FieldExpr, RowFieldExpr } from "../ast/access.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { enumMembers, fieldType, isEnumName } from "../types/field-type.ts";
import { rowSources, rowText, sourceOfRowWord } from "../types/row-words.ts";
import { typeText } from "../types/type-text.ts";
import { stepInto } from "./row-ref.ts";
import { innermostRow, rowByAlias, type Operand, type Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** `.f`: a field of the innermost row, never of an outer one. */
export function bindRowField(expr: RowFieldExpr, scope: Scope): Operand | null {
  const frame = innermostRow(scope);
  const field = expr.field.text;
  if (frame === null) {
    const define = scope.expanding.at(-1);
    if (define === undefined) scope.report(withoutRow(expr));
    else scope.report(diagnostic("TC0112", expr.span, { field, define }));
    return null;
  }
  const { row, source } = frame;
  return stepInto(
    { row, root: source, path: [], source, optional: false, span: expr.span },
    expr.field,
    expr.span,
    scope,
  );
}

function withoutRow({ field: { text: field }, span }: RowFieldExpr): Diagnostic {
  if (fieldType("user", field) !== null) {
    const instead = `user.${field}`;
    return diagnostic("TC0109", span, { field, hint: `write \`${instead}\`` }, { fixes: suggestionFix(span, instead) });
  }
  const source = rowSources().find((each) => fieldType(each, field) !== null);
  const hint = source === undefined ? null : `ask inside of rows, as in \`any ${rowText(source)} { .${field} … }\``;
  return diagnostic("TC0109", span, { field, hint });
}

/** `e.f`, `user.f`, `d.f` of a parameter, or `event_type.f`: the member of an enumeration. */
export function bindField(expr: FieldExpr, scope: Scope): Operand | null {
  const member = bindMember(expr, scope);
  if (member !== undefined) return member;
  if (isRowWord(expr, scope)) return null;
  const object = scope.env.parts.operand(expr.object, scope, null);
  if (object === null) return null;
  if (object.kind === "row") return stepInto(object.ref, expr.field, expr.span, scope);
  const of = `a value of type \`${typeText(object.value.type)}\``;
  scope.report(diagnostic("TC0104", expr.field.span, { field: expr.field.text, of, suggestion: null }));
  return null;
}

/** `event.url` inside of `any event`: reported, with the field alone as its fix. */
function isRowWord({ object, field }: FieldExpr, scope: Scope): boolean {
  if (object.kind !== "name" || scope.params.has(object.name) || rowByAlias(scope, object.name) !== null) return false;
  const frame = innermostRow(scope);
  if (frame === null || sourceOfRowWord(object.name) !== frame.source || scope.env.symbols.named.has(object.name))
    return false;
  const fixes = [{ title: `write \`.${field.text}\``, edits: [{ span: object.span, text: "" }] }];
  scope.report(diagnostic("TC0119", object.span, { row: object.name, field: field.text }, { fixes }));
  return true;
}

/** Undefined when the expression names no enumeration; null after an error. */
function bindMember({ object, field, span }: FieldExpr, scope: Scope): Operand | null | undefined {
  if (object.kind !== "name" || !isEnumName(object.name)) return undefined;
  if (scope.params.has(object.name) || rowByAlias(scope, object.name) !== null) return undefined;
  const members = enumMembers(object.name);
  if (members.includes(field.text)) {
    const type = { kind: "enum", name: object.name } as const;
    return { kind: "value", value: { kind: "literal", value: field.text, type, optional: false, span } };
  }
  const suggestion = suggest(field.text, members);
  scope.report(
    diagnostic(
      "TC0108",
      field.span,
      { member: field.text, enumeration: object.name, suggestion },
      { fixes: suggestionFix(field.span, suggestion) },
    ),
  );
  return null;
}
