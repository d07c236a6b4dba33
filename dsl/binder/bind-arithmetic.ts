import type { ArithmeticExpr, ArithmeticOp, NegateExpr } from "../ast/operators.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import type { ScalarType, Type } from "../types/type.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundArithmetic, BoundLiteral, BoundNegate, BoundValue } from "./bound.ts";
import { foldArithmetic } from "./fold-arithmetic.ts";
import { mayFail } from "./may-fail.ts";
import type { Scope } from "./scope.ts";

/** `-x` of an integer or a duration; a literal becomes a negative literal. */
export function bindNegate(expr: NegateExpr, scope: Scope): BoundLiteral | BoundNegate | null {
  const operand = bindValue(expr.operand, scope, null);
  if (operand === null) return null;
  if (operand.type.kind !== "int" && operand.type.kind !== "duration") {
    scope.report(diagnostic("TC0201", expr.operand.span, { expected: "int", found: typeText(operand.type) }));
    return null;
  }
  if (operand.kind === "literal" && typeof operand.value === "number") {
    return { ...operand, value: operand.value === 0 ? 0 : -operand.value, span: expr.span };
  }
  return { kind: "negate", operand, type: operand.type, optional: operand.optional, span: expr.span };
}

/** `left op right`; of constants the result. May be missing where it can overflow or divide by zero. */
export function bindArithmetic(expr: ArithmeticExpr, scope: Scope): BoundLiteral | BoundArithmetic | null {
  const left = bindValue(expr.left, scope, null);
  const right = bindValue(expr.right, scope, null);
  if (left === null || right === null) return null;
  const { op, span } = expr;
  const type = resultType(op, left.type, right.type);
  if (type === null) {
    scope.report(diagnostic("TC0213", span, { op, left: typeText(left.type), right: typeText(right.type) }));
    return null;
  }
  if (isNumber(left) && isNumber(right)) {
    const result = foldArithmetic(op, left.value, right.value);
    if (typeof result === "number") return { kind: "literal", value: result, type, optional: false, span };
    scope.report(diagnostic("TC0218", span, result));
    return null;
  }
  const bound: BoundArithmetic = {
    kind: "arithmetic",
    op,
    left,
    right,
    type,
    optional: left.optional || right.optional,
    span,
  };
  return mayFail(bound, scope.env.attributeInterval) ? { ...bound, optional: true } : bound;
}

function isNumber(value: BoundValue): value is BoundLiteral & { readonly value: number } {
  return value.kind === "literal" && typeof value.value === "number";
}

/** int·int, time±duration, time−time, duration±duration, duration·int; null for all else. */
function resultType(op: ArithmeticOp, left: Type, right: Type): ScalarType | null {
  const pair = `${left.kind} ${op} ${right.kind}`;
  if (left.kind === "int" && right.kind === "int") return { kind: "int" };
  switch (pair) {
    case "time + duration":
    case "duration + time":
    case "time - duration":
      return { kind: "time" };
    case "time - time":
    case "duration + duration":
    case "duration - duration":
    case "duration * int":
    case "int * duration":
    case "duration div int":
      return { kind: "duration" };
    default:
      return null;
  }
}
