import type { Expr } from "./expr.ts";
import type { NodeBase } from "./node.ts";

export const ARITHMETIC_OPS = ["+", "-", "*", "div", "mod"] as const;
export type ArithmeticOp = (typeof ARITHMETIC_OPS)[number];

export interface NegateExpr extends NodeBase {
  readonly kind: "negate";
  readonly operand: Expr;
}

export interface ArithmeticExpr extends NodeBase {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOp;
  readonly left: Expr;
  readonly right: Expr;
}

/** `x ?? default` */
export interface CoalesceExpr extends NodeBase {
  readonly kind: "coalesce";
  readonly left: Expr;
  readonly right: Expr;
}

/** `( e )`, kept because mixing `and` and `or` without them is a lint and the formatter prints them. */
export interface ParenExpr extends NodeBase {
  readonly kind: "paren";
  readonly inner: Expr;
}
