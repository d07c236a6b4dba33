import type { CompareOp } from "../../dsl/ast/conditions.ts";
import type { ArithmeticOp } from "../../dsl/ast/operators.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { FunctionName } from "../../dsl/types/functions.ts";
import type { Type } from "../../dsl/types/type.ts";

interface ExprBase {
  readonly type: Type;
  /** False where the value can never be missing (a condition never unknown): both targets leave their guards out. */
  readonly nullable: boolean;
}

export interface LiteralExpr extends ExprBase {
  readonly kind: "literal";
  readonly value: Scalar;
}
/** A list the pack declares. */
export interface ListRefExpr extends ExprBase {
  readonly kind: "list_ref";
  readonly name: string;
}
export interface ListLiteralExpr extends ExprBase {
  readonly kind: "list_literal";
  readonly values: readonly Scalar[];
}
export interface AttributeExpr extends ExprBase {
  readonly kind: "attribute";
  readonly name: string;
}
/** A field of the judged user; `path` leads through row fields (`["email", "domain"]`). */
export interface UserFieldExpr extends ExprBase {
  readonly kind: "user_field";
  readonly path: readonly string[];
}
/** A field of the row in scope. Every expression has at most one row in scope. */
export interface RowFieldExpr extends ExprBase {
  readonly kind: "row_field";
  readonly path: readonly string[];
}
/** One aggregate over the user's rows: a value of the user. */
export interface AggregateExpr extends ExprBase {
  readonly kind: "aggregate";
  readonly id: number;
}
/** An aggregate over the rows whose keys equal `keys`, which are computed from the row in scope. */
export interface TiedExpr extends ExprBase {
  readonly kind: "tied";
  readonly id: number;
  readonly keys: readonly Expr[];
}
export interface ArithmeticExpr extends ExprBase {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOp;
  readonly left: Expr;
  readonly right: Expr;
  /** The result may leave the safe integers and is then missing; false where intervals prove that it cannot. */
  readonly guard: boolean;
}
export interface CoalesceExpr extends ExprBase {
  readonly kind: "coalesce";
  readonly left: Expr;
  readonly right: Expr;
}
export interface CallExpr extends ExprBase {
  readonly kind: "call";
  readonly fn: FunctionName;
  readonly args: readonly Expr[];
  /** As that of arithmetic: an argument may be too far away to tell. */
  readonly guard: boolean;
}
export interface MapLookupExpr extends ExprBase {
  readonly kind: "map_lookup";
  readonly map: string;
  readonly key: Expr;
}
export interface CompareExpr extends ExprBase {
  readonly kind: "compare";
  readonly op: CompareOp;
  readonly left: Expr;
  readonly right: Expr;
}
/** `kept` of `all` rows against a percentage, by cross-multiplication; unknown of no rows. */
export interface ShareExpr extends ExprBase {
  readonly kind: "share";
  readonly op: CompareOp;
  readonly kept: Expr;
  readonly all: Expr;
  readonly percent: number;
}
export interface InListExpr extends ExprBase {
  readonly kind: "in_list";
  readonly operand: Expr;
  readonly list: Expr;
  /** An address in networks, instead of equality. */
  readonly containment: boolean;
}
export interface OverlapsExpr extends ExprBase {
  readonly kind: "overlaps";
  readonly left: Expr;
  readonly right: Expr;
}
/** `needle` is a list of strings with `anyOf`. */
export interface TextTestExpr extends ExprBase {
  readonly kind: "text_test";
  readonly op: "contains" | "starts_with" | "ends_with";
  readonly anyOf: boolean;
  readonly ignoringCase: boolean;
  readonly subject: Expr;
  readonly needle: Expr;
}
/** `pattern` is what stands between the slashes. */
export interface MatchesExpr extends ExprBase {
  readonly kind: "matches";
  readonly pattern: string;
  readonly ignoringCase: boolean;
  readonly subject: Expr;
}
/** Unknown only where `operand` is a field of the previous row and the cap cut that row off. */
export interface IsExpr extends ExprBase {
  readonly kind: "is";
  readonly present: boolean;
  readonly operand: Expr;
}
/** No earlier row of the source had the value of `operand`, a field of the row in scope. */
export interface IsNewExpr extends ExprBase {
  readonly kind: "is_new";
  readonly operand: RowFieldExpr;
  readonly withinMs: number | null;
}
/** Whether the judged moment lies before this one, milliseconds since the epoch. Never unknown. */
export interface BeforeExpr extends ExprBase {
  readonly kind: "before";
  readonly moment: number;
}
export interface NotExpr extends ExprBase {
  readonly kind: "not";
  readonly operand: Expr;
}
export interface LogicalExpr extends ExprBase {
  readonly kind: "and" | "or";
  readonly operands: readonly Expr[];
}

/** Values and conditions alike: a condition is a `bool` that may be unknown. */
export type Expr =
  | LiteralExpr
  | ListRefExpr
  | ListLiteralExpr
  | AttributeExpr
  | UserFieldExpr
  | RowFieldExpr
  | AggregateExpr
  | TiedExpr
  | ArithmeticExpr
  | CoalesceExpr
  | CallExpr
  | MapLookupExpr
  | CompareExpr
  | ShareExpr
  | InListExpr
  | OverlapsExpr
  | TextTestExpr
  | MatchesExpr
  | IsExpr
  | IsNewExpr
  | BeforeExpr
  | NotExpr
  | LogicalExpr;
