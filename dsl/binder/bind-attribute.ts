import type { AttributeDecl } from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import { bindTyped } from "./bind-value.ts";
import type { BoundAttribute } from "./bound.ts";
import { resolveValueType } from "./resolve-type.ts";
import type { Scope } from "./scope.ts";

/** An attribute with its checked body. That a `bool` of a condition is total is the polarity check's to say. */
export function bindAttribute(declaration: AttributeDecl, scope: Scope): BoundAttribute | null {
  const declared = resolveValueType(declaration.type, scope.report);
  if (declared === null) return null;
  const { name, doc, span, body } = declaration;
  const head = { name: name.text, type: declared.type, optional: declared.optional, doc, span };
  if (isCondition(body, scope)) {
    const condition = scope.env.parts.condition(body, scope);
    if (condition === null) return null;
    if (declared.type.kind === "bool") return { ...head, body: { kind: "condition", condition } };
    scope.report(diagnostic("TC0201", body.span, { expected: typeText(declared.type), found: "bool" }));
    return null;
  }
  const value = bindTyped(body, scope, declared.type);
  if (value === null) return null;
  if (value.optional && !declared.optional) {
    const type = typeText(declared.type);
    const secondary = [{ span: declaration.type.span, message: "declared here" }];
    const fixes = [optionalFix(declaration)];
    scope.report(diagnostic("TC0212", body.span, { name: name.text, type }, { secondary, fixes }));
    return null;
  }
  return { ...head, body: { kind: "value", value } };
}

/** Declares the attribute as possibly missing. */
export function optionalFix({ type }: AttributeDecl): Fix {
  return {
    title: `declare \`${type.name.text}?\``,
    edits: [{ span: { ...type.span, start: type.span.end }, text: "?" }],
  };
}

/** Whether an expression can only be read as a condition. */
export function isCondition(expr: Expr, scope: Scope): boolean {
  switch (expr.kind) {
    case "compare":
    case "in":
    case "text_test":
    case "matches":
    case "is":
    case "is_new":
    case "not":
    case "logical":
    case "group":
    case "quantifier":
    case "sequence":
      return true;
    case "paren":
      return isCondition(expr.inner, scope);
    case "call":
      return scope.env.symbols.named.get(expr.callee.text)?.kind === "define";
    default:
      return false;
  }
}
