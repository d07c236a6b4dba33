import type { Scalar } from "../../dsl/binder/bound.ts";
import type { ListEntries } from "../plan/list-entries.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";

/** `true` matches, `false` does not, `null` is unknown. */
export type Outcome = boolean | null;

/** The value of an attribute: `null` is missing; a list is sorted, its order means nothing. */
export type AttributeValue = Scalar | readonly Scalar[] | null;

/** Values of attributes that are given, not computed: those that `lower(pack, { inputs })` named. */
export type InputValues = Readonly<Record<string, AttributeValue>>;

/** A compiled plan: judges one user in memory. */
export interface Evaluator {
  /** Ids, in the order of the outcomes. */
  readonly rules: readonly string[];
  readonly attributeNames: readonly string[];
  /**
   * One outcome a rule, in the order of `rules`. The array is the evaluator's own and is overwritten by the next call.
   * `asOf` is milliseconds since the epoch.
   */
  evaluate(context: UserContext, asOf: number, inputs?: InputValues): readonly Outcome[];
  /** The value of every attribute, as a new object. */
  attributes(context: UserContext, asOf: number, inputs?: InputValues): Readonly<Record<string, AttributeValue>>;
  /** The same code over these entries of runtime lists; without them the lists are empty. Costs as much as preparing the lists. */
  withLists(entries: ListEntries): Evaluator;
}
