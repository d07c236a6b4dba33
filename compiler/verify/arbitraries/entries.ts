import type { Scalar } from "../../../dsl/binder/bound.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import { type ListEntries, runtimeLists } from "../../plan/list-entries.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Draw } from "./draw.ts";
import { ADDRESSES, INTS, MEMBERS, NETWORKS, TEXTS } from "./pools.ts";

/** Every second value of the pools, for each runtime list of a plan. */
export function entriesOfPools(plan: Plan): ListEntries {
  return new Map(
    runtimeLists(plan).map(({ name, element }) => [name, poolOf(element).filter((_, index) => index % 2 === 0)]),
  );
}

function poolOf(element: ElementType): readonly Scalar[] {
  switch (element.kind) {
    case "int":
      return INTS;
    case "ip":
      return ADDRESSES;
    case "cidr":
      return NETWORKS;
    case "enum":
      return MEMBERS[element.name];
    default:
      return TEXTS;
  }
}

/** Entries for the runtime lists that every program declares (`program.ts`): from none to more than are compared one by one. */
export function generateEntries(draw: Draw): ListEntries {
  const some = (pool: readonly Scalar[]): readonly Scalar[] => [
    ...new Set(Array.from({ length: draw.int(0, 12) }, () => draw.pick(pool))),
  ];
  return new Map([
    ["watched", some(TEXTS)],
    ["watched_networks", some(NETWORKS.filter((network) => network !== "0.0.0.0/0"))],
    ["watched_codes", some(INTS)],
  ]);
}
