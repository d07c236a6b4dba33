import type { Expr } from "./expr.ts";
import type { Name, NodeBase } from "./node.ts";

/** `400d ago`, before the `as of` of the test; only in tests. */
export interface AgoValue extends NodeBase {
  readonly kind: "ago";
  readonly duration: Expr;
}

/** `missing`, only in tests. */
export interface MissingValue extends NodeBase {
  readonly kind: "missing";
}

export interface ObjectValue extends NodeBase {
  readonly kind: "object";
  readonly entries: readonly ObjectEntry[];
}

export interface ObjectEntry extends NodeBase {
  readonly kind: "object_entry";
  readonly key: Name;
  readonly value: GivenValue;
}

export interface ArrayValue extends NodeBase {
  readonly kind: "array";
  readonly items: readonly GivenValue[];
}

export type GivenValue = AgoValue | MissingValue | ObjectValue | ArrayValue | Expr;

/** Of three values: `unknown` where a missing value leaves a rule undecided. */
export type ExpectedOutcome = "match" | "no_match" | "unknown";

/** `expect A03 match`, `expect A03 no match`, `expect A03 unknown` */
export interface ExpectRule extends NodeBase {
  readonly kind: "expect_rule";
  readonly rule: Name;
  readonly outcome: ExpectedOutcome;
}

/** `expect failed_logins_10m == 0`: a condition over the user. */
export interface ExpectCondition extends NodeBase {
  readonly kind: "expect_condition";
  readonly condition: Expr;
}

/** One cell a column; the last column is always `expect`. */
export interface TableRow extends NodeBase {
  readonly kind: "table_row";
  readonly cells: readonly GivenValue[];
  readonly outcome: ExpectedOutcome;
}

export interface BoundaryTable extends NodeBase {
  readonly kind: "boundary_table";
  readonly columns: readonly Name[];
  readonly rows: readonly TableRow[];
}

/** `fixture typical { … }`: a described user that tests begin with. */
export interface FixtureDecl extends NodeBase {
  readonly kind: "fixture";
  readonly name: Name;
  readonly given: ObjectValue;
}

export interface TestDecl extends NodeBase {
  readonly kind: "test";
  readonly title: string;
  /** `for X05`: the rule that a boundary table is about. */
  readonly rule: Name | null;
  /** Milliseconds since the epoch; null means the fixed moment of all tests. */
  readonly asOf: Expr | null;
  readonly given: ObjectValue | null;
  /** `given like typical { … }`: the fixture that `given` begins with. */
  readonly like: Name | null;
  readonly table: BoundaryTable | null;
  readonly expectations: readonly (ExpectRule | ExpectCondition)[];
}
