import type { BoundAttribute, BoundCondition, BoundValue } from "../binder/bound.ts";
import { SAFE, type Interval } from "../binder/interval.ts";
import { valueInterval } from "../binder/value-interval.ts";
import { NO_ROWS, type RowNames } from "./canonical.ts";
import { claimOf } from "./claim-of.ts";
import type { Claim } from "./claim.ts";
import type { ReasonScope } from "./reason-scope.ts";
import { resolved } from "./term-of.ts";
import { numberRange } from "./universe.ts";

/** Reads the conditions of one pack. */
export interface Reasoner {
  /** What it means that the condition is true, or that it is false. `names` are those of the rows around it. */
  readonly claim: (condition: BoundCondition, outcome: boolean, names?: RowNames) => Claim;
  /** What a number can be for any user and row that ingest lets in. */
  readonly rangeOf: (value: BoundValue) => Interval;
}

/** `attributes` are those of the pack, each after what it reads. */
export function createReasoner(attributes: readonly BoundAttribute[]): Reasoner {
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const intervals = new Map<string, Interval>();
  const intervalOf = (name: string) => intervals.get(name) ?? SAFE;
  for (const { name, body } of attributes) {
    if (body.kind === "value") intervals.set(name, valueInterval(body.value, intervalOf));
  }
  const scope: ReasonScope = {
    names: NO_ROWS,
    intervals: intervalOf,
    attribute: (name) => byName.get(name) ?? null,
    usedAt: null,
    claimOf,
  };
  return {
    claim: (condition, outcome, names = NO_ROWS) => claimOf(condition, outcome, { ...scope, names }),
    rangeOf: (value) => numberRange(resolved(value, scope), intervalOf),
  };
}
