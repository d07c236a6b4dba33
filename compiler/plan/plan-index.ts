import type { Plan, PlanAggregate, PlanAttribute, PlanList, PlanMap } from "./plan.ts";

/** A plan with its parts found by name. What is not there is a bug of ours: plans are complete in themselves. */
export interface PlanIndex {
  readonly plan: Plan;
  readonly list: (name: string) => PlanList;
  readonly map: (name: string) => PlanMap;
  readonly attribute: (name: string) => PlanAttribute;
  readonly aggregate: (id: number) => PlanAggregate;
}

export function indexPlan(plan: Plan): PlanIndex {
  const lists = new Map(plan.lists.map((list) => [list.name, list]));
  const maps = new Map(plan.maps.map((map) => [map.name, map]));
  const attributes = new Map(plan.attributes.map((attribute) => [attribute.name, attribute]));
  return {
    plan,
    list: (name) => known(lists.get(name), `list ${name}`),
    map: (name) => known(maps.get(name), `map ${name}`),
    attribute: (name) => known(attributes.get(name), `attribute ${name}`),
    aggregate: (id) => known(plan.aggregates[id], `aggregate ${id}`),
  };
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`invariant: the plan has no ${what}`);
  return found;
}
