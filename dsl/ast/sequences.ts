import type { Expr } from "./expr.ts";
import type { Block } from "./groups.ts";
import type { NodeBase } from "./node.ts";
import type { SourceSelect } from "./source-select.ts";

/** `step .type == account_login_fail times 5`: rows for which all conditions are true, so many one after the other. */
export interface SequenceStep extends NodeBase {
  readonly kind: "sequence_step";
  readonly body: Block;
  readonly times: Expr | null;
}

/** `until .type == account_logout`: no such row between the first and the last of the sequence. */
export interface SequenceUntil extends NodeBase {
  readonly kind: "sequence_until";
  readonly body: Block;
}

/** `sequence by .session.started of events within 7d spanning 30m { step …  then …  until … }` */
export interface SequenceExpr extends NodeBase {
  readonly kind: "sequence";
  /** Rows of one sequence have the same value here. */
  readonly by: Expr | null;
  readonly source: SourceSelect;
  readonly spanning: Expr;
  readonly steps: readonly SequenceStep[];
  readonly until: SequenceUntil | null;
}
