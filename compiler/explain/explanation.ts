import type { Span } from "../../dsl/ast/node.ts";
import type { RowSource } from "../../dsl/types/sources.ts";
import type { Expr } from "../plan/expr.ts";
import type { ShownValue } from "./value.ts";

/** Raised when a field of an explanation changes its meaning or goes away. */
export const EXPLANATION_VERSION = 1;

export type ExplainedOutcome = "match" | "no_match" | "unknown";

/** Where something stands, and what stands there. */
export interface Excerpt {
  /** The first line, and a sign that there are more. */
  readonly text: string;
  /** Null for what nobody wrote. */
  readonly span: Span | null;
  /** The use of a `define`, in the declaration itself; `span` then lies in the body of the define. */
  readonly via: { readonly text: string; readonly span: Span } | null;
}

/** Why a value is missing, or a condition unknown. */
export interface Blame {
  /** `no_rows`: a `min` or `newest` over no rows; `no_result`: overflow, a division by zero, a text without what was looked for. */
  readonly what: "field" | "attribute" | "map_key" | "no_rows" | "no_result";
  /** The field, attribute or expression as it is written: `.ip.tor`. */
  readonly name: string;
  /** The row whose field it is. */
  readonly row: RowPlace | null;
}

export interface RowPlace {
  readonly source: RowSource;
  /** 0 is the newest. */
  readonly index: number;
  /** The row's moment, ISO 8601. */
  readonly time: string;
}

export interface ShownField {
  readonly name: string;
  readonly type: string;
  readonly value: ShownValue;
}

/** One row behind an aggregate. */
export interface RowTrace extends RowPlace {
  /** What the aggregate read of it. */
  readonly fields: readonly ShownField[];
  /** What was aggregated, or the truth of a condition about the row; null for `count` too. */
  readonly value: ShownValue;
  /** The condition about the row, of the rows that come nearest; null for all other rows and aggregates. */
  readonly condition: TraceNode | null;
}

export interface RowsTrace {
  readonly source: RowSource;
  /** Rows inside `last` and `within`. */
  readonly seen: number;
  /** Those of them that `where` and ties kept. */
  readonly kept: number;
  /** Those for which `where` is unknown; they are not kept. */
  readonly unknown: number;
  /** The kept ones that fulfil a condition about rows; null for other aggregates. */
  readonly fulfilled: number | null;
  /** Of the kept ones: for conditions about rows those that decide or come nearest, else the newest. */
  readonly shown: readonly RowTrace[];
  /** Kept but not shown. */
  readonly more: number;
  /** Milliseconds before the judged moment in which rows are looked at; null where only `last`, or nothing, bounds them. */
  readonly within: number | null;
  /** The newest 200 of those seen, newest first; `counts`: kept, and of a condition fulfilled. */
  readonly times: readonly { readonly time: string; readonly counts: boolean }[];
}

/** One sub-expression with its value. */
export interface TraceNode extends Excerpt {
  readonly kind: Expr["kind"];
  /** In the language's notation; conditions are `bool`. */
  readonly type: string;
  /** Null is missing, and unknown of a condition. */
  readonly value: ShownValue;
  /** Operands in source order. */
  readonly children: readonly TraceNode[];
  /** The name of an attribute, whose own tree stands in `attributes`. */
  readonly attribute: string | null;
  /** Of aggregates and conditions over rows. */
  readonly rows: RowsTrace | null;
  /** Why it is missing or unknown; empty when it is not. */
  readonly blame: readonly Blame[];
}

export interface AttributeTrace {
  readonly name: string;
  readonly type: string;
  readonly doc: string | null;
  readonly value: ShownValue;
  /** Null for one that was given with the user. */
  readonly tree: TraceNode | null;
}

/** A condition with nothing below it that could be changed by itself. */
export interface Leaf extends Excerpt {
  /** The row that it is about, inside of a condition over rows. */
  readonly row: RowPlace | null;
  /** What was compared or tested: the left side as it is written. */
  readonly subject: string;
  /** The value of the subject; of a condition over rows the number of rows that fulfil it, of a share `3 of 10`. */
  readonly actual: ShownValue;
  /** Of `actual`, in the language's notation; `rows` is a number of rows, `share` the rows of a share. */
  readonly type: string;
  /** The condition as it is. */
  readonly truth: boolean | null;
  /** What the rest of the condition would have to say, or says: `>= 5`, `is present`, `in office`. */
  readonly needed: string;
  readonly blame: readonly Blame[];
}

/** Conditions that change (or hold) together, as places in `leaves`. */
export type LeafSet = readonly number[];

export interface LeafSets {
  readonly leaves: readonly Leaf[];
  /** Smallest first; none contains another. */
  readonly sets: readonly LeafSet[];
  /** False where there are more sets than were looked at: then these are the smallest that were found. */
  readonly complete: boolean;
}

/** A line of `when` (or `except`) that keeps the rule from matching. */
export interface FailedCondition extends Excerpt {
  readonly part: "when" | "except";
  readonly truth: boolean | null;
}

/** For a user whom the rule does not match: what is in the way. */
export interface NearestMiss extends LeafSets {
  readonly failed: readonly FailedCondition[];
  /** How many lines of `when` there are. */
  readonly conditions: number;
}

export interface Explanation {
  readonly version: typeof EXPLANATION_VERSION;
  readonly rule: { readonly id: string; readonly title: string };
  /** The rule's words with this user's values; null when it has none. */
  readonly because: string | null;
  readonly outcome: ExplainedOutcome;
  /** ISO 8601. */
  readonly asOf: string;
  readonly when: TraceNode;
  readonly except: TraceNode | null;
  /** Every attribute that is read, dependencies first. */
  readonly attributes: readonly AttributeTrace[];
  /** Null for a match. */
  readonly nearestMiss: NearestMiss | null;
  /** For a match: the sets of conditions each of which was enough for `when`. Null without one. */
  readonly why: LeafSets | null;
  /** Fields that the rule reads and that are known only as they are stored now (`ips.user_count`), whatever the moment. */
  readonly currentFields: readonly string[];
}
