/**
 * From a checked pack to something that can run.
 *
 * `lower` makes the plan, which both targets read; `compileSql` turns it into one statement over stored users,
 * `loadEvaluator` into a function over one user in memory, `emitTypeScript` into a module to read and keep.
 */
export type { Expr } from "./plan/expr.ts";
export { PLAN_VERSION, type Plan, type PlanAggregate, type PlanAttribute, type PlanRule } from "./plan/plan.ts";
export {
  columnOf,
  inputColumn,
  ROW_COLUMNS,
  type FieldPath,
  type RowsRequest,
  type SourceRelations,
  type UsersRequest,
} from "./sql/source-relations.ts";
export type { CompiledStatement, JudgedUser } from "./sql/compiled-statement.ts";
export type { AttributeValue, Evaluator, InputValues, Outcome } from "./typescript/evaluator.ts";
