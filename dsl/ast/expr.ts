import type { Name, NodeBase } from "./node.ts";
import type { SourceSelect } from "./source-select.ts";

export const COMPARE_OPS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type CompareOp = (typeof COMPARE_OPS)[number];

export const ARITHMETIC_OPS = ["+", "-", "*", "div", "mod"] as const;
export type ArithmeticOp = (typeof ARITHMETIC_OPS)[number];

export const TEXT_OPS = ["contains", "starts_with", "ends_with", "overlaps"] as const;
export type TextOp = (typeof TEXT_OPS)[number];

/** Aggregates written `fn(SRC)` or `fn(EXPR of SRC)`. */
export const AGGREGATE_FUNCTIONS = [
  "count",
  "count_distinct",
  "sum",
  "min",
  "max",
  "oldest",
  "newest",
  "distinct",
  "peak_rows",
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

export interface BoolLiteral extends NodeBase {
  readonly kind: "bool_literal";
  readonly value: boolean;
}

/** `value` is exact; the checker refuses what lies outside ±(2^53−1). */
export interface IntLiteral extends NodeBase {
  readonly kind: "int_literal";
  readonly value: bigint;
}

export interface StringLiteral extends NodeBase {
  readonly kind: "string_literal";
  readonly value: string;
}

/** `2026-03-01` or `2026-03-01T12:00:00.000Z`; milliseconds since the epoch, UTC. */
export interface TimeLiteral extends NodeBase {
  readonly kind: "time_literal";
  readonly value: number;
}

/** `90s`; milliseconds. */
export interface DurationLiteral extends NodeBase {
  readonly kind: "duration_literal";
  readonly value: number;
}

/** `203.0.113.7`, canonical text. */
export interface IpLiteral extends NodeBase {
  readonly kind: "ip_literal";
  readonly value: string;
}

/** `10.0.0.0/8`, canonical text, host bits clear. */
export interface CidrLiteral extends NodeBase {
  readonly kind: "cidr_literal";
  readonly value: string;
}

/** `[a, b]` */
export interface ListLiteral extends NodeBase {
  readonly kind: "list_literal";
  readonly elements: readonly Expr[];
}

/** `400..499`, both ends included; only after `in`. */
export interface RangeExpr extends NodeBase {
  readonly kind: "range";
  readonly low: Expr;
  readonly high: Expr;
}

/** A bare word: constant, list, attribute, enumeration member, row alias, define parameter or `user`. The binder decides. */
export interface NameExpr extends NodeBase {
  readonly kind: "name";
  readonly name: string;
}

/** `.f`: a field of the innermost row. */
export interface RowFieldExpr extends NodeBase {
  readonly kind: "row_field";
  readonly field: Name;
}

/** `object.f` */
export interface FieldExpr extends NodeBase {
  readonly kind: "field";
  readonly object: Expr;
  readonly field: Name;
}

/** `f(x, y)`: a built-in function or a `define`. */
export interface CallExpr extends NodeBase {
  readonly kind: "call";
  readonly callee: Name;
  readonly args: readonly Expr[];
}

/** `min_browser[.browser]` */
export interface IndexExpr extends NodeBase {
  readonly kind: "index";
  readonly map: Name;
  readonly key: Expr;
}

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

export interface CompareExpr extends NodeBase {
  readonly kind: "compare";
  readonly op: CompareOp;
  readonly left: Expr;
  readonly right: Expr;
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

/** `x is missing` (`present: false`), `x is present` */
export interface IsExpr extends NodeBase {
  readonly kind: "is";
  readonly present: boolean;
  readonly operand: Expr;
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

/** `( e )`, kept because mixing `and` and `or` without them is a lint and the formatter prints them. */
export interface ParenExpr extends NodeBase {
  readonly kind: "paren";
  readonly inner: Expr;
}

/** `count(events last 25 where …)`, `max(.user_count of ips)`, `peak(8 rows of …)` */
export interface AggregateExpr extends NodeBase {
  readonly kind: "aggregate";
  readonly fn: AggregateFunction;
  /** The expression before `of`; null for `count(SRC)` and `peak(N rows of SRC)`. */
  readonly value: Expr | null;
  /** N of `peak(N rows of …)`. */
  readonly rows: Expr | null;
  readonly source: SourceSelect;
}

/** `{ … }`: conditions joined by "and", one a line. */
export interface Block extends NodeBase {
  readonly kind: "block";
  readonly conditions: readonly Expr[];
}

/** `any { }`, `all { }`, `none { }` */
export interface GroupExpr extends NodeBase {
  readonly kind: "group";
  readonly op: "any" | "all" | "none";
  readonly body: Block;
}

/** `any event as e last 25 within 1d { … }` */
export interface QuantifierExpr extends NodeBase {
  readonly kind: "quantifier";
  readonly op: "any" | "no" | "every";
  readonly row: Name;
  readonly alias: Name | null;
  readonly last: Expr | null;
  readonly within: Expr | null;
  readonly body: Block;
}

/** What recovery leaves where an expression could not be read; the checker stays silent about it. */
export interface ErrorExpr extends NodeBase {
  readonly kind: "error";
}

export type Expr =
  | BoolLiteral
  | IntLiteral
  | StringLiteral
  | TimeLiteral
  | DurationLiteral
  | IpLiteral
  | CidrLiteral
  | ListLiteral
  | NameExpr
  | RowFieldExpr
  | FieldExpr
  | CallExpr
  | IndexExpr
  | NegateExpr
  | ArithmeticExpr
  | CoalesceExpr
  | CompareExpr
  | InExpr
  | TextTestExpr
  | IsExpr
  | NotExpr
  | LogicalExpr
  | ParenExpr
  | AggregateExpr
  | GroupExpr
  | QuantifierExpr
  | ErrorExpr;
