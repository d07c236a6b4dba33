import type { Declaration, DefineDecl, MetadataEntry, SourceFile } from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import { declarationExprs, exprChildren } from "../ast/expr-children.ts";
import type { Name, Span } from "../ast/node.ts";
import type { TestDecl } from "../ast/test-decl.ts";
import type { Occurrence, Target } from "./occurrence.ts";

/** Parameters and rows that have a name at a place, with where they got it. */
type Locals = ReadonlyMap<string, Span>;
type Found = (occurrence: Occurrence) => void;

const NO_LOCALS: Locals = new Map();

/** Every word of a file that names something, by place. It needs no other file: an editor keeps it until this one changes. */
export function occurrencesIn(file: SourceFile, text: string): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const declaration of file.declarations) inDeclaration(declaration, text, (each) => found.push(each));
  // a name that recovery left empty is no word
  return found.filter(({ span }) => span.end > span.start).toSorted((a, b) => a.span.start - b.span.start);
}

function inDeclaration(declaration: Declaration, text: string, found: Found): void {
  switch (declaration.kind) {
    case "rule":
      found(declares("rule", declaration.id));
      for (const entry of declaration.metadata) inMetadata(entry, text, found);
      for (const block of [declaration.when, ...declaration.exceptions.map((clause) => clause.block)])
        for (const condition of block?.conditions ?? []) inExpr(condition, NO_LOCALS, found);
      return;
    case "preset":
      found(declares("preset", declaration.name));
      for (const { rule } of declaration.entries) found(uses("rule", rule));
      for (const expr of declarationExprs(declaration)) inExpr(expr, NO_LOCALS, found);
      return;
    case "define":
      inDefine(declaration, found);
      return;
    case "test":
      inTest(declaration, found);
      return;
    case "fixture":
      found(declares("fixture", declaration.name));
      for (const { key } of declaration.given.entries) found(uses("named", key));
      for (const expr of declarationExprs(declaration)) inExpr(expr, NO_LOCALS, found);
      return;
    case "extend":
    case "override":
      found(uses("named", declaration.name));
      for (const expr of declarationExprs(declaration)) inExpr(expr, NO_LOCALS, found);
      return;
    default:
      found(declares("named", declaration.name));
      for (const expr of declarationExprs(declaration)) inExpr(expr, NO_LOCALS, found);
  }
}

function inDefine({ name, params, body }: DefineDecl, found: Found): void {
  found(declares("named", name));
  const locals = new Map(NO_LOCALS);
  for (const { name: param } of params) {
    locals.set(param.text, param.span);
    found(local(param, param.span));
  }
  for (const condition of body.conditions) inExpr(condition, locals, found);
}

function inTest(declaration: TestDecl, found: Found): void {
  const { rule, given, like, table, expectations } = declaration;
  if (rule !== null) found(uses("rule", rule));
  if (like !== null) found(uses("fixture", like));
  for (const { key } of given?.entries ?? []) found(uses("named", key));
  for (const column of table?.columns ?? []) if (column.text !== "expect") found(uses("named", column));
  for (const expectation of expectations) if (expectation.kind === "expect_rule") found(uses("rule", expectation.rule));
  for (const expr of declarationExprs(declaration)) inExpr(expr, NO_LOCALS, found);
}

/** Only `because` names anything: between braces in its text. */
function inMetadata({ key, value }: MetadataEntry, text: string, found: Found): void {
  if (key.text !== "because" || value.kind !== "string_literal") return;
  const { file, start, end } = value.span;
  for (const match of text.slice(start, end).matchAll(/\{\{|\}\}|\{\s*([A-Za-z_][A-Za-z0-9_]*)/g)) {
    const [whole, name] = match;
    if (name === undefined) continue;
    const at = start + match.index + whole.length - name.length;
    found(uses("named", { text: name, span: { file, start: at, end: at + name.length } }));
  }
}

function inExpr(expr: Expr, locals: Locals, found: Found): void {
  switch (expr.kind) {
    case "name": {
      const declaredAt = locals.get(expr.name);
      const name: Name = { text: expr.name, span: expr.span };
      found(declaredAt === undefined ? uses("named", name) : local(name, declaredAt));
      return;
    }
    case "row_field":
      found(uses("field", expr.field));
      return;
    case "field":
      inExpr(expr.object, locals, found);
      found(uses("field", expr.field));
      return;
    case "call":
      found(uses("named", expr.callee));
      break;
    case "index":
      found(uses("named", expr.map));
      break;
    case "quantifier": {
      const { alias } = expr;
      if (alias === null) break;
      found(local(alias, alias.span));
      const inside = new Map(locals).set(alias.text, alias.span);
      for (const child of exprChildren(expr)) inExpr(child, inside, found);
      return;
    }
    default:
      break;
  }
  for (const child of exprChildren(expr)) inExpr(child, locals, found);
}

function declares(kind: "named" | "rule" | "preset" | "fixture", { text: name, span }: Name): Occurrence {
  return { span, target: { kind, name }, declares: true };
}

function uses(kind: Exclude<Target["kind"], "local">, { text: name, span }: Name): Occurrence {
  return { span, target: { kind, name }, declares: false };
}

function local({ text: name, span }: Name, declaredAt: Span): Occurrence {
  return { span, target: { kind: "local", name, declaredAt }, declares: span.start === declaredAt.start };
}
