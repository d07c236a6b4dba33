import type { Expr, TiedExpr } from "../plan/expr.ts";
import type { PlanIndex } from "../plan/plan-index.ts";
import type { Sql } from "../functions/function-row.ts";
import type { DataForms } from "./data-forms.ts";
import type { FieldPath } from "./source-relations.ts";

/** Where the values that an expression reads stand in the statement. */
export interface SqlScope {
  readonly index: PlanIndex;
  readonly forms: DataForms;
  /** The judged moment, `bigint` milliseconds. */
  readonly moment: Sql;
  /** The start of the judged UTC day, `bigint` milliseconds. */
  readonly dayStart: Sql;
  readonly userField: (path: FieldPath) => Sql;
  readonly attribute: (name: string) => Sql;
  readonly aggregate: (id: number) => Sql;
  /** Only inside rows. */
  readonly rowField: (path: FieldPath) => Sql;
  readonly tied: (expr: TiedExpr) => Sql;
  /** From which part of a rule an expression comes, where somebody wants to see it; the text is marked then. */
  readonly originOf?: ((expr: Expr) => number | null) | undefined;
}
