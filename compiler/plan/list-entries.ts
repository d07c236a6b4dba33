import type { Scalar } from "../../dsl/binder/bound.ts";
import type { Plan, PlanList } from "./plan.ts";

/** Entries of runtime lists by name, as they are at the judged moment. A list that is not named has none. */
export type ListEntries = ReadonlyMap<string, readonly Scalar[]>;

export const NO_ENTRIES: ListEntries = new Map();

/** The lists of a plan whose entries operators keep. */
export function runtimeLists({ lists }: Pick<Plan, "lists">): readonly PlanList[] {
  return lists.filter(({ values }) => values === null);
}

/** The entries of a list of a plan that has all of them: `withEntries` filled in those of runtime lists. */
export function valuesOf({ name, values }: PlanList): readonly Scalar[] {
  if (values === null) throw new Error(`invariant: the runtime list ${name} was not given its entries`);
  return values;
}

/** The plan with the entries in their lists, as if the pack had declared them so. */
export function withEntries(plan: Plan, entries: ListEntries): Plan {
  return {
    ...plan,
    lists: plan.lists.map((list) => (list.values === null ? { ...list, values: entries.get(list.name) ?? [] } : list)),
  };
}
