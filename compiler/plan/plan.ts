import type { AggregateFunction } from "../../dsl/ast/aggregates.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { RowSource } from "../../dsl/types/sources.ts";
import type { ElementType, Type } from "../../dsl/types/type.ts";
import type { Expr, RowFieldExpr } from "./expr.ts";

/** Raised with every change of shape or meaning: a stored plan of another version is compiled anew, never read. */
export const PLAN_VERSION = 3;

/** `any` and `every` are the quantifiers (`no` is the negation of `any`), Kleene over the kept rows; a `sequence` is or is not there. */
export type PlanFunction = AggregateFunction | "any" | "every" | "sequence";

/** Rows one after the other, oldest first. Conditions are about one row; only true counts. */
export interface PlanSequence {
  /** Rows of one sequence share this value; rows without one are in none. */
  readonly by: RowFieldExpr | null;
  /** From the first row to the last is less. Milliseconds. */
  readonly spanMs: number;
  readonly steps: readonly { readonly where: Expr; readonly times: number }[];
  /** True for no row strictly between the first and the last. */
  readonly until: Expr | null;
}

/**
 * One aggregate over rows of one source, shared by all who need it.
 * Rows are numbered newest first; kept are those among the newest `last`, inside (as_of − withinMs, as_of], where `where` is true.
 */
export interface PlanAggregate {
  readonly id: number;
  readonly fn: PlanFunction;
  readonly source: RowSource;
  readonly last: number | null;
  readonly withinMs: number | null;
  readonly where: Expr | null;
  /** What is aggregated; for `any` and `every` the condition. Null for `count` and both peaks. */
  readonly value: Expr | null;
  /** N of `peak(N rows of …)`, milliseconds of `peak(D of …)`. */
  readonly window: number | null;
  /** Of a `sequence`, else null. */
  readonly sequence: PlanSequence | null;
  /** Keys of a tied aggregate, computed from its own rows; empty when it stands alone. */
  readonly ties: readonly Expr[];
  readonly type: Type;
  readonly nullable: boolean;
  /** Evaluated after every aggregate and attribute of a lower level; at least 1. */
  readonly level: number;
}

export interface PlanAttribute {
  readonly name: string;
  readonly type: Type;
  readonly nullable: boolean;
  readonly doc: string | null;
  /** Null for an input: its value is given with the user. */
  readonly value: Expr | null;
  readonly level: number;
}

/** Matches where `when` is true and `except` is not. */
export interface PlanRule {
  readonly id: string;
  readonly title: string;
  readonly when: Expr;
  readonly except: Expr | null;
}

export interface PlanList {
  readonly name: string;
  readonly element: ElementType;
  /** Null for a runtime list: its entries are given to each target, and are no part of the plan. */
  readonly values: readonly Scalar[] | null;
}

export interface PlanMap {
  readonly name: string;
  readonly key: ElementType;
  readonly value: ElementType;
  readonly entries: readonly (readonly [Scalar, Scalar])[];
}

/** What both targets compile: plain JSON, complete in itself, dependencies first. */
export interface Plan {
  readonly version: typeof PLAN_VERSION;
  readonly lists: readonly PlanList[];
  readonly maps: readonly PlanMap[];
  /** `id` is the index. An aggregate reads only aggregates with a smaller id. */
  readonly aggregates: readonly PlanAggregate[];
  /** Dependencies first. */
  readonly attributes: readonly PlanAttribute[];
  readonly rules: readonly PlanRule[];
}
