import type { BoundAttribute, BoundPack } from "../../dsl/binder/bound.ts";
import { SAFE } from "../../dsl/binder/interval.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerValue } from "./lower-value.ts";
import { createLowering, intervalOf, type Lowering, levelOf } from "./lowering.ts";
import type { Places } from "./places.ts";
import { PLAN_VERSION, type Plan, type PlanAttribute } from "./plan.ts";

export interface LowerOptions {
  /** Attributes whose value is given with the user instead of computed; what tests override. */
  readonly inputs?: ReadonlySet<string>;
}

const USER_SCOPE = { row: null };

/** A plan with the places of its expressions in the text. */
export interface PlacedPlan {
  readonly plan: Plan;
  readonly places: Places;
}

/** The plan of a checked pack: names resolved, equal aggregates shared, everything in an order in which it can be evaluated. */
export function lower(pack: BoundPack, options: LowerOptions = {}): Plan {
  return lowerWithPlaces(pack, options).plan;
}

/** The same plan, for whoever shows the text: places are found by the very expressions of this plan. */
export function lowerWithPlaces(pack: BoundPack, { inputs = new Set() }: LowerOptions = {}): PlacedPlan {
  const lowering = createLowering(lowerCondition);
  for (const attribute of pack.attributes) lowerAttribute(attribute, inputs.has(attribute.name), lowering);
  const rules = pack.rules.map(({ id, title, when, except }) => ({
    id,
    title,
    when: lowerCondition(when, USER_SCOPE, lowering),
    except: except === null ? null : lowerCondition(except, USER_SCOPE, lowering),
  }));
  const plan: Plan = {
    version: PLAN_VERSION,
    lists: [...pack.lists.values()].map(({ name, element, values }) => ({ name, element, values })),
    maps: [...pack.maps.values()].map(({ name, key, value, entries }) => ({ name, key, value, entries })),
    aggregates: lowering.aggregates,
    attributes: [...lowering.attributes.values()],
    rules,
  };
  return { plan, places: lowering.places };
}

function lowerAttribute(attribute: BoundAttribute, isInput: boolean, lowering: Lowering): void {
  const { name, type, doc } = attribute;
  const lowered = isInput
    ? { name, type, doc, nullable: true, value: null, level: 0 }
    : computedAttribute(attribute, lowering);
  lowering.attributes.set(name, lowered);
  lowering.attributeIntervals.set(name, lowered.value === null ? SAFE : intervalOf(lowering, lowered.value));
}

function computedAttribute({ name, type, doc, body }: BoundAttribute, lowering: Lowering): PlanAttribute {
  const value =
    body.kind === "value"
      ? lowerValue(body.value, USER_SCOPE, lowering)
      : lowerCondition(body.condition, USER_SCOPE, lowering);
  return { name, type, doc, nullable: value.nullable, value, level: levelOf(lowering, value) };
}
