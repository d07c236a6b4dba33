import type { Expr } from "../ast/expr.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { Type } from "../types/type.ts";
import { bindAggregate } from "./bind-aggregate.ts";
import { bindArithmetic, bindNegate } from "./bind-arithmetic.ts";
import { bindCall } from "./bind-call.ts";
import { bindCoalesce } from "./bind-coalesce.ts";
import { bindField, bindRowField } from "./bind-field.ts";
import { bindIndex } from "./bind-index.ts";
import { bindListLiteral } from "./bind-list-literal.ts";
import { bindLiteral } from "./bind-literal.ts";
import { bindName } from "./bind-name.ts";
import type { BoundValue } from "./bound.ts";
import type { Operand, Scope } from "./scope.ts";
import { spend } from "./spend.ts";

/**
 * Binds an expression where a value or a row is wanted. `expected` only tells which enumeration a bare member belongs to;
 * the caller still compares the types.
 */
export function bindOperand(expr: Expr, scope: Scope, expected: Type | null): Operand | null {
  // a parameter costs what its argument does
  const isParam = expr.kind === "name" && scope.params.has(expr.name);
  if (!isParam && !spend(scope, expr.span)) return null;
  switch (expr.kind) {
    case "name":
      return bindName(expr, scope, expected);
    case "row_field":
      return bindRowField(expr, scope);
    case "field":
      return bindField(expr, scope);
    case "paren":
      return bindOperand(expr.inner, scope, expected);
    case "error":
      return null;
    default:
      return asOperand(bindPlainValue(expr, scope, expected));
  }
}

type PlainExpr = Exclude<Expr, { kind: "name" | "row_field" | "field" | "paren" | "error" }>;

function bindPlainValue(expr: PlainExpr, scope: Scope, expected: Type | null): BoundValue | null {
  switch (expr.kind) {
    case "bool_literal":
    case "int_literal":
    case "string_literal":
    case "time_literal":
    case "duration_literal":
    case "ip_literal":
    case "cidr_literal":
      return bindLiteral(expr, scope);
    case "list_literal":
      return bindListLiteral(expr, scope, expected?.kind === "list" ? expected.element : null);
    case "call":
      return bindCall(expr, scope);
    case "index":
      return bindIndex(expr, scope);
    case "negate":
      return bindNegate(expr, scope);
    case "arithmetic":
      return bindArithmetic(expr, scope);
    case "coalesce":
      return bindCoalesce(expr, scope, expected);
    case "aggregate":
      return bindAggregate(expr, scope);
    case "share":
      scope.report(diagnostic("TC0230", expr.span, {}));
      return null;
    case "percent_literal":
      scope.report(diagnostic("TC0231", expr.span, {}));
      return null;
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
      scope.report(diagnostic("TC0204", expr.span, {}));
      return null;
  }
}

function asOperand(value: BoundValue | null): Operand | null {
  return value === null ? null : { kind: "value", value };
}
