import type { Expr } from "../plan/expr.ts";
import { type Code, js, LEVEL, at } from "./code.ts";
import type { EmitScope } from "./emit-scope.ts";
import { tsValue } from "./ts-type.ts";

/** Operands ready for use: `refs` may be used, once each, where all of `present` were found true, in that order. */
export interface Operands {
  readonly present: readonly Code[];
  readonly refs: readonly Code[];
}

export type ConditionExpr = Extract<
  Expr,
  {
    kind:
      | "compare"
      | "share"
      | "in_list"
      | "overlaps"
      | "text_test"
      | "matches"
      | "is"
      | "is_new"
      | "before"
      | "not"
      | "and"
      | "or";
  }
>;

/** Conditions are emitted by their two sides, "is true" and "is false"; other booleans are values. */
export function isCondition(expr: Expr): expr is ConditionExpr {
  switch (expr.kind) {
    case "compare":
    case "share":
    case "in_list":
    case "overlaps":
    case "text_test":
    case "matches":
    case "is":
    case "is_new":
    case "before":
    case "not":
    case "and":
    case "or":
      return true;
    default:
      return false;
  }
}

export function operands(exprs: readonly Expr[], scope: EmitScope): Operands {
  const all = exprs.map((expr) => operand(expr, scope));
  return { present: all.flatMap(({ present }) => present), refs: all.flatMap(({ refs }) => refs) };
}

function operand(expr: Expr, scope: EmitScope): Operands {
  const value = scope.emit.value(expr, scope);
  if (!expr.nullable) return { present: [], refs: [value] };
  if (isRepeatable(expr) && value.level === LEVEL.primary) {
    return { present: [at(LEVEL.compare, js`${value} !== null`)], refs: [value] };
  }
  const kept = scope.temporary(tsValue(expr.type, true));
  return { present: [at(LEVEL.compare, js`(${kept} = ${value}) !== null`)], refs: [kept] };
}

/** Reading it twice costs nothing: a variable or a field. */
export function isRepeatable({ kind }: Expr): boolean {
  return kind === "attribute" || kind === "aggregate" || kind === "user_field" || kind === "row_field";
}
