import type { ListLiteral } from "../ast/literals.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { sameType } from "../types/same-type.ts";
import { typeText } from "../types/type-text.ts";
import type { ElementType } from "../types/type.ts";
import { bindConstant } from "./bind-constant.ts";
import type { BoundListLiteral, Scalar } from "./bound.ts";
import { elementOf } from "./element-of.ts";
import { mismatchFixes } from "./mismatch-fixes.ts";
import type { Scope } from "./scope.ts";

/**
 * `[a, b]` of constants of one type. `expected` gives enumeration members their type and an empty list its own;
 * it is not enforced, so that `ip in [10.0.0.0/8]` can hold networks.
 */
export function bindListLiteral(
  expr: ListLiteral,
  scope: Scope,
  expected: ElementType | null,
): BoundListLiteral | null {
  let element: ElementType | null = null;
  const values = new Set<Scalar>();
  let failed = false;
  for (const item of expr.elements) {
    const constant = bindConstant(item, scope, element ?? expected, "a list entry");
    const type = constant === null ? null : elementOf(constant.type);
    if (constant === null || type === null) {
      failed = true;
      continue;
    }
    element ??= type;
    if (!sameType(element, type)) {
      const types = { found: typeText(type), expected: typeText(element) };
      scope.report(diagnostic("TC0222", item.span, types, { fixes: mismatchFixes(item, element) }));
      failed = true;
    } else values.add(constant.value);
  }
  element ??= expected;
  if (element === null && !failed) {
    scope.report(diagnostic("TC0223", expr.span, { what: "an empty list", missing: "a type; declare it with `list`" }));
  }
  if (failed || element === null) return null;
  return {
    kind: "list_literal",
    values: [...values],
    type: { kind: "list", element },
    optional: false,
    span: expr.span,
  };
}
