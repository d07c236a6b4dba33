import type { NameExpr, RowFieldExpr, FieldExpr, CallExpr, IndexExpr } from "./access.ts";
import type { AggregateExpr, ShareExpr } from "./aggregates.ts";
import type {
  CompareExpr,
  InExpr,
  TextTestExpr,
  MatchesExpr,
  IsExpr,
  IsNewExpr,
  NotExpr,
  LogicalExpr,
} from "./conditions.ts";
import type { GroupExpr, QuantifierExpr } from "./groups.ts";
import type {
  BoolLiteral,
  IntLiteral,
  StringLiteral,
  TimeLiteral,
  DurationLiteral,
  PercentLiteral,
  IpLiteral,
  CidrLiteral,
  ListLiteral,
} from "./literals.ts";
import type { NodeBase } from "./node.ts";
import type { SequenceExpr } from "./sequences.ts";
import type { NegateExpr, ArithmeticExpr, CoalesceExpr, ParenExpr } from "./operators.ts";

/** What recovery leaves where an expression could not be read; the checker stays silent about it. */
export interface ErrorExpr extends NodeBase {
  readonly kind: "error";
}

/** Values and conditions alike: which of the two stands where is for the checker to say. */
export type Expr =
  | BoolLiteral
  | IntLiteral
  | StringLiteral
  | TimeLiteral
  | DurationLiteral
  | PercentLiteral
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
  | MatchesExpr
  | IsExpr
  | IsNewExpr
  | NotExpr
  | LogicalExpr
  | ParenExpr
  | AggregateExpr
  | ShareExpr
  | GroupExpr
  | QuantifierExpr
  | SequenceExpr
  | ErrorExpr;
