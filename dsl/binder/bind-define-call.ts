import type { DefineDecl } from "../ast/declaration.ts";
import type { CallExpr } from "../ast/access.ts";
import type { Expr } from "../ast/expr.ts";
import type { Span } from "../ast/node.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import type { Type, ValueType } from "../types/type.ts";
import { plural } from "./bind-call.ts";
import type { BoundCondition } from "./bound.ts";
import { resolveParamType } from "./resolve-type.ts";
import type { Operand, Param, Scope } from "./scope.ts";

/** Expands a `define`: its body is bound again with the arguments in place of the parameters. */
export function bindDefineCall(expr: CallExpr, scope: Scope): BoundCondition | null {
  const name = expr.callee.text;
  const declaration = scope.env.symbols.named.get(name);
  if (declaration?.kind !== "define") return null;
  scope.env.used(name);
  if (scope.expanding.includes(name)) {
    scope.report(diagnostic("TC0110", expr.callee.span, { names: circle(scope.expanding, name) }));
    return null;
  }
  if (scope.expanding.length >= LIMITS.depth) {
    scope.report(diagnostic("TC0406", expr.callee.span, { what: "defines", limit: LIMITS.depth }));
    return null;
  }
  const { params } = declaration;
  if (params.length !== expr.args.length) {
    const secondary = [{ span: declaration.name.span, message: "declared here" }];
    const counts = { name, expected: plural(params.length), found: expr.args.length };
    scope.report(diagnostic("TC0206", expr.span, counts, { secondary }));
    return null;
  }
  const bound = new Map<string, Param>();
  for (const [index, param] of params.entries()) {
    const arg = expr.args[index];
    const type = resolveParamType(param.type, () => {});
    if (arg === undefined || type === null || bindArgument(arg, type.type, scope) === null) continue;
    // a parameter that is passed on is the one it came from: a chain of them is not walked at each of its uses
    const passed = arg.kind === "name" ? scope.params.get(arg.name) : undefined;
    bound.set(param.name.text, passed ?? { bind: () => bindArgument(arg, type.type, scope) });
  }
  if (bound.size < params.length) return null;
  const body = scope.env.parts.block(declaration.body, inside(scope, declaration, bound, expr.span));
  return body && broughtBy(expr.span, body);
}

/** The conditions of a body may be joined with those around the call: each remembers where it came in. */
function broughtBy(via: Span, body: BoundCondition): BoundCondition {
  if (body.kind !== "and" && body.kind !== "or") return { ...body, via };
  return { ...body, via, operands: body.operands.map((operand) => ({ ...operand, via })) };
}

/** Checks a `define` on its own, with parameters that stand for any argument of their type. */
export function bindDefineAlone(declaration: DefineDecl, scope: Scope): BoundCondition | null {
  const params = new Map<string, Param>();
  for (const { name, type: ref, span } of declaration.params) {
    const type = resolveParamType(ref, scope.report);
    if (type !== null) params.set(name.text, { bind: () => stranger(name.text, type, span) });
  }
  if (params.size < declaration.params.length) return null;
  const alone: Scope = { ...scope, params, expanding: [declaration.name.text] };
  return scope.env.parts.block(declaration.body, alone);
}

function inside(scope: Scope, declaration: DefineDecl, params: ReadonlyMap<string, Param>, call: Span): Scope {
  const secondary = { span: call, message: `\`${declaration.name.text}\` is used here` };
  const report = (inner: Diagnostic) => {
    // a lint about the body belongs to the define alone: what is true of one argument need not be of all
    if (inner.severity === "error") scope.report({ ...inner, secondary: [...inner.secondary, secondary] });
  };
  return {
    ...scope,
    report,
    params,
    visibleFrom: scope.frames.length,
    expanding: [...scope.expanding, declaration.name.text],
  };
}

function bindArgument(arg: Expr, type: Type, scope: Scope): Operand | null {
  const operand = scope.env.parts.operand(arg, scope, type);
  if (operand === null) return null;
  const found: Type = operand.kind === "value" ? operand.value.type : { kind: "row", source: operand.ref.source };
  if (sameType(found, type)) return operand;
  scope.report(diagnostic("TC0201", arg.span, rowOrAddress(operand, type, found)));
  return null;
}

function circle(expanding: readonly string[], name: string): readonly string[] {
  return [...expanding.slice(expanding.indexOf(name)), name];
}

/** An address and the row of an address share the word `ip`. */
function rowOrAddress(
  operand: Operand,
  expected: Type,
  found: Type,
): { readonly expected: string; readonly found: string } {
  const both = typeText(expected) === typeText(found);
  if (!both) return { expected: typeText(expected), found: typeText(found) };
  return operand.kind === "value"
    ? { expected: "ip row", found: "ip address" }
    : { expected: "ip address", found: "ip row" };
}

/** A row or value about which nothing is known but its type. */
function stranger(name: string, { type, optional }: ValueType, span: Span): Operand {
  if (type.kind === "row") {
    // real rows have numbers from 1; a first step that no catalogue has keeps two parameters apart
    const ref = { row: "r0", root: type.source, path: [`${name}()`], source: type.source, optional, span } as const;
    return { kind: "row", ref };
  }
  return { kind: "value", value: { kind: "attribute_ref", name: `${name}()`, type, optional, span } };
}
