/**
 * The checked, typed tree: names resolved, `define`s expanded, constants folded in, `.f` bound to its row.
 * The compiler lowers this and nothing else. Only packs without errors have one.
 */
import type { AggregateFunction } from "../ast/aggregates.ts";
import type { CompareOp } from "../ast/conditions.ts";
import type { ArithmeticOp } from "../ast/operators.ts";
import type { Span } from "../ast/node.ts";
import type { ExpectedOutcome } from "../ast/test-decl.ts";
import type { ElementType, Type } from "../types/type.ts";
import type { RowSource, SourceName } from "../types/sources.ts";
import type { FunctionName } from "../types/functions.ts";
import type { UserInput } from "../testing/user-input.ts";

/** Identifies one row variable inside a declaration; unique in the declaration, `user` for the judged user. */
export type RowId = "user" | `r${number}`;

/** Literal values: times and durations in milliseconds, addresses and networks in canonical text. */
export type Scalar = string | number | boolean;

interface BoundBase {
  readonly span: Span;
  /** The use of a `define` that brought it here; `span` lies in the body of the define. */
  readonly via?: Span;
}
interface BoundValueBase extends BoundBase {
  readonly type: Type;
  /** May be missing. */
  readonly optional: boolean;
}

export interface BoundLiteral extends BoundValueBase {
  readonly kind: "literal";
  readonly value: Scalar;
}
/** A declared list, by name: lists stay shared, one bound parameter each. */
export interface BoundListRef extends BoundValueBase {
  readonly kind: "list_ref";
  readonly name: string;
}
/** `[a, b]` of literals. */
export interface BoundListLiteral extends BoundValueBase {
  readonly kind: "list_literal";
  readonly values: readonly Scalar[];
}
export interface BoundAttributeRef extends BoundValueBase {
  readonly kind: "attribute_ref";
  readonly name: string;
}
/** `path` leads from the row through row fields: `["ip", "country"]`. Optional when any step is. Never of row type. */
export interface BoundRowField extends BoundValueBase {
  readonly kind: "row_field";
  readonly row: RowId;
  readonly source: SourceName;
  readonly path: readonly string[];
}
export interface BoundNegate extends BoundValueBase {
  readonly kind: "negate";
  readonly operand: BoundValue;
}
/** int·int, time±duration, time−time, duration±duration, duration·int. Overflow and division by zero are missing. */
export interface BoundArithmetic extends BoundValueBase {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOp;
  readonly left: BoundValue;
  readonly right: BoundValue;
}
export interface BoundCoalesce extends BoundValueBase {
  readonly kind: "coalesce";
  readonly left: BoundValue;
  readonly right: BoundValue;
}
export interface BoundCall extends BoundValueBase {
  readonly kind: "call";
  readonly fn: FunctionName;
  readonly args: readonly BoundValue[];
}
export interface BoundMapLookup extends BoundValueBase {
  readonly kind: "map_lookup";
  readonly map: string;
  readonly key: BoundValue;
}

/** Which rows: the newest `last` first, then `within` (as_of − D, as_of], then `where` and all `ties`. */
export interface BoundSelect {
  readonly source: RowSource;
  readonly row: RowId;
  readonly last: number | null;
  readonly withinMs: number | null;
  /** Without the ties. */
  readonly where: BoundCondition | null;
  /** Equalities with the one outer row that is named; none when the aggregate stands alone. A missing key on either side keeps no row. */
  readonly ties: readonly BoundTie[];
  readonly outer: RowId | null;
  /** At most one difference from that row: `.country != e.ip.country`; only `count` and `share` have one. */
  readonly differs: BoundTie | null;
}
export interface BoundTie {
  readonly inner: BoundValue;
  readonly outer: BoundValue;
}
/** count, count_distinct and both peaks are never missing; sum of no rows is 0; min max oldest newest of no rows are missing. */
export interface BoundAggregate extends BoundValueBase {
  readonly kind: "aggregate";
  readonly fn: AggregateFunction;
  readonly select: BoundSelect;
  readonly value: BoundValue | null;
  /**
   * N of `peak(N rows of …)`: the most kept rows among any N consecutive rows, counted before `where`. Milliseconds of
   * `peak(D of …)`: the most kept rows in any half-open span (t − D, t].
   */
  readonly window: number | null;
}

export type BoundValue =
  | BoundLiteral
  | BoundListRef
  | BoundListLiteral
  | BoundAttributeRef
  | BoundRowField
  | BoundNegate
  | BoundArithmetic
  | BoundCoalesce
  | BoundCall
  | BoundMapLookup
  | BoundAggregate;

/** A bool value used as a condition. */
export interface BoundTruth extends BoundBase {
  readonly kind: "truth";
  readonly value: BoundValue;
}
export interface BoundCompare extends BoundBase {
  readonly kind: "compare";
  readonly op: CompareOp;
  readonly left: BoundValue;
  readonly right: BoundValue;
}
/** `share(SRC) >= 80%`: `kept` against `all`, the same rows without `where`. Unknown where there are no rows at all. */
export interface BoundShare extends BoundBase {
  readonly kind: "share";
  readonly op: CompareOp;
  readonly kept: BoundAggregate;
  readonly all: BoundAggregate;
  /** 0 to 100. */
  readonly percent: number;
}
/** `x in 400..499` */
export interface BoundInRange extends BoundBase {
  readonly kind: "in_range";
  readonly operand: BoundValue;
  readonly low: BoundValue;
  readonly high: BoundValue;
}
/** `x in LIST` by equality; for an `ip` in a `list<cidr>` by containment; also `LIST contains x`. */
export interface BoundInList extends BoundBase {
  readonly kind: "in_list";
  readonly operand: BoundValue;
  readonly list: BoundValue;
}
/** `LIST overlaps LIST` */
export interface BoundOverlaps extends BoundBase {
  readonly kind: "overlaps";
  readonly left: BoundValue;
  readonly right: BoundValue;
}
/** `needle` is a string, or a list of strings with `anyOf`. */
export interface BoundTextTest extends BoundBase {
  readonly kind: "text_test";
  readonly op: "contains" | "starts_with" | "ends_with";
  readonly anyOf: boolean;
  readonly ignoringCase: boolean;
  readonly subject: BoundValue;
  readonly needle: BoundValue;
}
/** `x matches /re/`; `pattern` is the text between the slashes, read and weighed. */
export interface BoundMatches extends BoundBase {
  readonly kind: "matches";
  readonly subject: BoundValue;
  readonly pattern: string;
  readonly ignoringCase: boolean;
}
/** Never unknown, but for what `previous` leads to: whether there was an event before the oldest of 1,000 nobody knows. */
export interface BoundIs extends BoundBase {
  readonly kind: "is";
  readonly present: boolean;
  readonly operand: BoundValue;
}
/**
 * No earlier row of the source, by (clock, id), had this value: in (t − D, t] of the row's clock t, or ever. The source is
 * looked at as a whole, whatever bounds the rows around. Unknown where the value is missing, and where the rows that the
 * cap cut off could have had it.
 */
export interface BoundIsNew extends BoundBase {
  readonly kind: "is_new";
  readonly operand: BoundRowField;
  readonly withinMs: number | null;
}
/** Whether the judged moment lies before this one, milliseconds since the epoch. Never unknown; only `except until` asks. */
export interface BoundBefore extends BoundBase {
  readonly kind: "before";
  readonly moment: number;
}
export interface BoundNot extends BoundBase {
  readonly kind: "not";
  readonly operand: BoundCondition;
}
/** At least one operand; nested `any {}`, `all {}`, blocks, `and`, `or` all become this. `none {}` is `not` of an `or`. */
export interface BoundLogical extends BoundBase {
  readonly kind: "and" | "or";
  readonly operands: readonly BoundCondition[];
}
/** Kleene over the rows; `any` of no rows is false, `no` and `every` of no rows are true. Never inside another row. */
export interface BoundQuantifier extends BoundBase {
  readonly kind: "quantifier";
  readonly op: "any" | "no" | "every";
  readonly select: BoundSelect;
  readonly body: BoundCondition;
}

/**
 * There are rows one after the other by (clock, id), so many for each step as it says, all with one value of `by`, the last
 * less than `spanMs` after the first, and none strictly between those for which `until` is true. Never unknown: only rows
 * for which a condition is true count.
 */
export interface BoundSequence extends BoundBase {
  readonly kind: "sequence";
  readonly select: BoundSelect;
  /** Rows without a value are in no sequence. */
  readonly by: BoundRowField | null;
  readonly spanMs: number;
  /** 1 to 10. */
  readonly steps: readonly { readonly condition: BoundCondition; readonly times: number }[];
  /** `span` is that of the word. */
  readonly until: { readonly condition: BoundCondition; readonly span: Span } | null;
}

export type BoundCondition =
  | BoundTruth
  | BoundCompare
  | BoundShare
  | BoundInRange
  | BoundInList
  | BoundOverlaps
  | BoundTextTest
  | BoundMatches
  | BoundIs
  | BoundIsNew
  | BoundBefore
  | BoundNot
  | BoundLogical
  | BoundQuantifier
  | BoundSequence;

export interface BoundList {
  readonly name: string;
  readonly element: ElementType;
  /** Null for a list that operators keep: its entries are given when users are judged. */
  readonly values: readonly Scalar[] | null;
  readonly doc: string | null;
  readonly span: Span;
}
export interface BoundMap {
  readonly name: string;
  readonly key: ElementType;
  readonly value: ElementType;
  readonly entries: readonly (readonly [Scalar, Scalar])[];
  readonly span: Span;
}

export interface BoundAttribute {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
  readonly doc: string | null;
  /** A condition for a computed `bool`. A total `bool` attribute's condition is never unknown. */
  readonly body:
    | { readonly kind: "value"; readonly value: BoundValue }
    | { readonly kind: "condition"; readonly condition: BoundCondition };
  readonly span: Span;
}

/** A `define` read alone: its parameters stand for any argument. Where it is used it was expanded. */
export interface BoundDefine {
  readonly name: string;
  readonly condition: BoundCondition;
  readonly span: Span;
}

export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface RuleMetadata {
  /** What the rule looks for, and why that matters. */
  readonly description: string | null;
  readonly severity: Severity | null;
  readonly tags: readonly string[];
  readonly attack: readonly string[];
  readonly oat: readonly string[];
  /** Sentence by sentence: what somebody does, what the application sees, what the rule sees. */
  readonly story: readonly string[];
  /** Constants are printed in it; `{name}` is the place of an attribute. See `renderBecause`. */
  readonly because: string | null;
  readonly falsePositives: string | null;
  readonly references: readonly string[];
}

/** Matches where `when` is true and `except` is not true. Unknown where `when` is unknown and `except` is not true. */
export interface BoundRule {
  readonly id: string;
  readonly title: string;
  readonly metadata: RuleMetadata;
  readonly when: BoundCondition;
  readonly except: BoundCondition | null;
  readonly span: Span;
}

export interface BoundPreset {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  /** Score at or below which a user enters the review queue / the blacklist; null is off. */
  readonly review: number | null;
  readonly blacklist: number | null;
  readonly weights: ReadonlyMap<string, number>;
  readonly span: Span;
}

/** One user to judge in a test, with what is expected of it. A boundary table row is a case of its own. */
export interface BoundCase {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly user: UserInput;
  /** Attributes given outright (`eip_tor: true`), which replace their definition in this case; null is missing. */
  readonly attributes: ReadonlyMap<string, Scalar | readonly Scalar[] | null>;
  /** Entries of runtime lists by name; the others are empty. */
  readonly lists: ReadonlyMap<string, readonly Scalar[]>;
  readonly rules: readonly { readonly rule: string; readonly outcome: ExpectedOutcome; readonly span: Span }[];
  readonly conditions: readonly { readonly condition: BoundCondition; readonly text: string; readonly span: Span }[];
  readonly span: Span;
}

export interface BoundTest {
  readonly title: string;
  readonly cases: readonly BoundCase[];
  readonly span: Span;
}

export interface BoundPack {
  readonly lists: ReadonlyMap<string, BoundList>;
  readonly maps: ReadonlyMap<string, BoundMap>;
  readonly defines: readonly BoundDefine[];
  /** Dependencies first. */
  readonly attributes: readonly BoundAttribute[];
  /** By id. */
  readonly rules: readonly BoundRule[];
  readonly presets: readonly BoundPreset[];
  /** Those of the pack itself: where it changes the built-in one, the tests of that are in `unchanged`. */
  readonly tests: readonly BoundTest[];
  /**
   * The built-in pack as it is without `override` and `extend`, by which its own tests are judged. Null where nothing is
   * changed.
   */
  readonly unchanged: BoundPack | null;
}
