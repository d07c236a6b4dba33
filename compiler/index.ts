/**
 * From a checked pack to something that can run.
 *
 * `lower` makes the plan, which both targets read; `compileStatements` turns it into SQL over stored users,
 * `loadEvaluator` into a function over one user in memory, `emitTypeScript` into a module to read and keep.
 */
export { explain, type ExplainQuestion } from "./explain/explain.ts";
export { whyUnknown } from "./explain/why-unknown.ts";
export type {
  AttributeTrace,
  Blame,
  Explanation,
  Leaf,
  LeafSets,
  RowPlace,
  RowsTrace,
  ShownField,
  TraceNode,
} from "./explain/explanation.ts";
export { shownValue, type ShownValue } from "./explain/value.ts";
export { currentFields } from "./plan/current-fields.ts";
export { lower, lowerWithPlaces, type LowerOptions, type PlacedPlan } from "./plan/lower.ts";
export type { Expr } from "./plan/expr.ts";
export { PLAN_VERSION, type Plan, type PlanAggregate, type PlanAttribute, type PlanRule } from "./plan/plan.ts";
export { layOutSql } from "./shown/lay-out-sql.ts";
export type { MarkedText, OriginRange } from "./shown/marks.ts";
export { showRule, type ShownRule, type ShowRuleOptions } from "./shown/show-rule.ts";
export { type ListEntries, NO_ENTRIES, runtimeLists } from "./plan/list-entries.ts";
export { listReaders } from "./plan/list-readers.ts";
export { type Reach, reach, type Wanted } from "./plan/reach.ts";
export { compileSql, type CompileSqlOptions } from "./sql/compile-sql.ts";
export { type CompiledStatements, compileStatements } from "./sql/compile-statements.ts";
export type { CompiledStatement, JudgedUser } from "./sql/compiled-statement.ts";
export {
  columnOf,
  type FieldPath,
  inputColumn,
  ROW_COLUMNS,
  type PeersRequest,
  type RowsRequest,
  type SourceRelations,
  type UsersRequest,
} from "./sql/source-relations.ts";
export { emitTypeScript, type EmitTypeScriptOptions } from "./typescript/emit-typescript.ts";
export type { AttributeValue, Evaluator, InputValues, Outcome } from "./typescript/evaluator.ts";
export { loadEvaluator, type LoadSeams } from "./typescript/load-evaluator.ts";
export { compareTargets, type Comparison, type Difference, type RunQuery } from "./verify/compare-targets.ts";
export { type DescribedUser, describedRelations } from "./verify/described-relations.ts";
export {
  type CaseResult,
  type CaseStatus,
  runTests,
  type RunTestsOptions,
  type TestAnswer,
  type TestFailure,
  testsOf,
} from "./verify/run-tests.ts";
export { type ConditionCoverage, type Coverage, coverageOf, type SeenAnswers } from "./verify/coverage/coverage.ts";
export { testFromUser, type TestFromUser } from "./verify/from-user/test-from-user.ts";
export { packOfFile } from "./verify/pack-of-file.ts";
export { type SuggestedTests, suggestTests, type Suggestions } from "./verify/suggest/suggest-tests.ts";
export { untestedThresholds, type UntestedThreshold } from "./verify/thresholds/untested-thresholds.ts";
export type { Counterexample } from "./verify/counterexample/find-counterexample.ts";
export { type RuleTally, verifyPack, type VerifyOptions, type VerifyReport } from "./verify/verify-pack.ts";
