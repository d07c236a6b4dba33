import type { Scalar } from "../../../dsl/binder/bound.ts";
import type { ListEntries } from "../../plan/list-entries.ts";
import type { Draw } from "./draw.ts";
import { INTS, NETWORKS, TEXTS } from "./pools.ts";

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
