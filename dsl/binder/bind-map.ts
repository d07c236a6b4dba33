import type { MapDecl } from "../ast/declaration.ts";
import { suggestionFix } from "./suggestion-fix.ts";
import { quote } from "../source/string-literal.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import type { Expr } from "../ast/expr.ts";
import type { ElementType } from "../types/type.ts";
import { bindConstant } from "./bind-constant.ts";
import type { BoundLiteral, BoundMap, Scalar } from "./bound.ts";
import { resolveMapType } from "./resolve-type.ts";
import { type Scope, withoutBudget } from "./scope.ts";

/** A declared map: constants of the declared types, every key once. */
export function bindMap(declaration: MapDecl, scope: Scope): BoundMap | null {
  const type = resolveMapType(declaration.type, scope.report);
  if (type === null) return null;
  const entries = new Map<Scalar, Scalar>();
  let failed = false;
  const data = withoutBudget(scope);
  for (const entry of declaration.entries) {
    const key = bindEntry(entry.key, type.key, "a key", data);
    const value = bindEntry(entry.value, type.value, "a value", data);
    if (key === null || value === null) failed = true;
    else if (entries.has(key.value)) {
      scope.report(diagnostic("TC0215", entry.key.span, { key: `\`${scope.env.text(entry.key.span)}\`` }));
      failed = true;
    } else entries.set(key.value, value.value);
  }
  const { name, span } = declaration;
  return failed ? null : { name: name.text, key: type.key, value: type.value, entries: [...entries], span };
}

function bindEntry(expr: Expr, type: ElementType, what: string, scope: Scope): BoundLiteral | null {
  if (type.kind === "string" && expr.kind === "name" && !scope.env.symbols.named.has(expr.name)) {
    const suggestion = quote(expr.name);
    const fixes = suggestionFix(expr.span, suggestion);
    scope.report(diagnostic("TC0101", expr.span, { name: expr.name, suggestion }, { fixes }));
    return null;
  }
  const constant = bindConstant(expr, scope, type, what);
  if (constant === null || sameType(constant.type, type)) return constant;
  scope.report(diagnostic("TC0201", expr.span, { expected: typeText(type), found: typeText(constant.type) }));
  return null;
}
