import { dayStart } from "../../functions/numbers.ts";
import type { PlanIndex } from "../../plan/plan-index.ts";
import type { PlanRule } from "../../plan/plan.ts";
import { aimAtCondition } from "./aim-at-condition.ts";
import type { Walk } from "./aim-at-value.ts";
import { type Boundaries, createCollector } from "./boundaries.ts";

/** Where the answer of a rule changes: derived from every constant that it, or an attribute it reads, compares with. */
export function boundariesOfRule({ when, except }: PlanRule, index: PlanIndex, asOf: number): Boundaries {
  const into = createCollector();
  const walk: Walk = { index, into, asOf, dayStart: dayStart(asOf), source: "user", condition: aimAtCondition };
  aimAtCondition(when, true, walk);
  if (except !== null) aimAtCondition(except, false, walk);
  return into.collected();
}
