import type { Expr } from "./expr.ts";
import type { NodeBase } from "./node.ts";

export const COMPARE_OPS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type CompareOp = (typeof COMPARE_OPS)[number];

/** `a op b` says the same as `b FLIPPED[op] a`. */
export const FLIPPED = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
} as const satisfies Record<CompareOp, CompareOp>;

/** `not a op b` says the same as `a OPPOSITE[op] b`, also where an operand is missing. */
export const OPPOSITE = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
} as const satisfies Record<CompareOp, CompareOp>;

export const TEXT_OPS = ["contains", "starts_with", "ends_with", "overlaps"] as const;
export type TextOp = (typeof TEXT_OPS)[number];

export interface CompareExpr extends NodeBase {
  readonly kind: "compare";
  readonly op: CompareOp;
  readonly left: Expr;
  readonly right: Expr;
}

/** `400..499`, both ends included; only after `in`. */
export interface RangeExpr extends NodeBase {
  readonly kind: "range";
  readonly low: Expr;
  readonly high: Expr;
}

/** `x in [..]`, `x in 400..499`, `x not in some_list` */
export interface InExpr extends NodeBase {
  readonly kind: "in";
  readonly negated: boolean;
  readonly operand: Expr;
  readonly haystack: Expr | RangeExpr;
}

/** `x contains y`, `x contains any of LIST ignoring case`, `LIST contains x`, `LIST overlaps LIST`. */
export interface TextTestExpr extends NodeBase {
  readonly kind: "text_test";
  readonly op: TextOp;
  readonly anyOf: boolean;
  readonly ignoringCase: boolean;
  readonly left: Expr;
  readonly right: Expr;
}

/** What stands between the slashes, as written; the parser has read it once, so it is a pattern. */
export interface PatternLiteral extends NodeBase {
  readonly kind: "pattern";
  readonly text: string;
}

/** `x matches /re/`, `x matches /re/ ignoring case` */
export interface MatchesExpr extends NodeBase {
  readonly kind: "matches";
  readonly operand: Expr;
  readonly pattern: PatternLiteral;
  readonly ignoringCase: boolean;
}

/** `x is missing` (`present: false`), `x is present` */
export interface IsExpr extends NodeBase {
  readonly kind: "is";
  readonly present: boolean;
  readonly operand: Expr;
}

/** `.ip.country is new within 90d`; null looks at the whole history. */
export interface IsNewExpr extends NodeBase {
  readonly kind: "is_new";
  readonly operand: Expr;
  readonly within: Expr | null;
}

export interface NotExpr extends NodeBase {
  readonly kind: "not";
  readonly operand: Expr;
}

export interface LogicalExpr extends NodeBase {
  readonly kind: "logical";
  readonly op: "and" | "or";
  readonly left: Expr;
  readonly right: Expr;
}
