import type { CallExpr } from "../ast/access.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { elementType } from "../types/field-type.ts";
import { FUNCTIONS, type FunctionName, type FunctionSpec } from "../types/functions.ts";
import { bindTyped } from "./bind-value.ts";
import type { BoundCall, BoundValue } from "./bound.ts";
import type { Scope } from "./scope.ts";
import { FOREIGN_FUNCTIONS } from "./foreign-names.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** `f(x, y)` of a built-in function; a `define` is a condition and bound there. */
export function bindCall(expr: CallExpr, scope: Scope): BoundCall | null {
  const fn = expr.callee.text;
  if (!isFunction(fn)) {
    reportCallee(expr, scope);
    return null;
  }
  const spec: FunctionSpec = FUNCTIONS[fn];
  if (!acceptsCount(spec, expr.args.length)) {
    const expected = `${spec.variadic ? "at least " : ""}${plural(spec.params.length)}`;
    scope.report(diagnostic("TC0206", expr.span, { name: fn, expected, found: expr.args.length }));
    return null;
  }
  const args: BoundValue[] = [];
  for (const [index, arg] of expr.args.entries()) {
    const kind = spec.params[index] ?? spec.params.at(-1);
    const type = kind === undefined ? null : elementType(kind);
    const value = type === null ? null : bindTyped(arg, scope, type);
    if (value !== null) args.push(value);
  }
  if (args.length < expr.args.length) return null;
  const optional = spec.optional || args.some((arg) => arg.optional);
  return { kind: "call", fn, args, type: { kind: spec.result }, optional, span: expr.span };
}

function reportCallee({ callee, span }: CallExpr, scope: Scope): void {
  const declared = scope.env.symbols.named.get(callee.text);
  if (declared?.kind === "define") {
    scope.env.used(callee.text);
    scope.report(diagnostic("TC0204", span, {}));
    return;
  }
  if (declared !== undefined) {
    const secondary = [{ span: declared.name.span, message: "declared here" }];
    scope.report(
      diagnostic(
        "TC0111",
        callee.span,
        { name: callee.text, kind: declared.kind, wanted: "a function" },
        { secondary },
      ),
    );
    return;
  }
  const { symbols, suggest } = scope.env;
  const names = () => {
    const defines = [...symbols.named.values()].filter((named) => named.kind === "define");
    return [...Object.keys(FUNCTIONS), ...defines.map((define) => define.name.text)];
  };
  const suggestion = FOREIGN_FUNCTIONS.get(callee.text.toLowerCase()) ?? suggest(callee.text, names);
  scope.report(
    diagnostic(
      "TC0106",
      callee.span,
      { name: callee.text, suggestion },
      // what goes into `days_since` is not what went into `ago`
      { fixes: suggestion === "days_since" ? [] : suggestionFix(callee.span, suggestion) },
    ),
  );
}

export function plural(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

function acceptsCount({ params, variadic }: FunctionSpec, count: number): boolean {
  return variadic ? count >= params.length : count === params.length;
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
