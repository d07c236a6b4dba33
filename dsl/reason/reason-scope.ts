import type { Span } from "../ast/node.ts";
import type { BoundAttribute, BoundCondition } from "../binder/bound.ts";
import type { AttributeIntervals } from "../binder/value-interval.ts";
import type { RowNames } from "./canonical.ts";
import type { Claim } from "./claim.ts";

/** What reading a condition needs to know. */
export interface ReasonScope {
  readonly names: RowNames;
  readonly intervals: AttributeIntervals;
  /** Null for what is no attribute of the pack: a parameter of a `define` that is read alone. */
  readonly attribute: (name: string) => BoundAttribute | null;
  /** Inside the body of an attribute: where the attribute is used. There, other attributes stay whole. */
  readonly usedAt: Span | null;
  /** Ties the mutually recursive parts together, as the binder does. */
  readonly claimOf: (condition: BoundCondition, outcome: boolean, scope: ReasonScope) => Claim;
}
