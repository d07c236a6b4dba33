import type { BoundPack } from "../../dsl/binder/bound.ts";
import { type Cost, packCosts } from "../../dsl/cost/index.ts";
import { table } from "./table.ts";

export interface RuleCostLine extends Cost {
  readonly rule: string;
}

/** The rules of some files, dearest first. */
export function ruleCosts(pack: BoundPack, files: ReadonlySet<string>): readonly RuleCostLine[] {
  const costs = packCosts(pack);
  return pack.rules
    .filter(({ span }) => files.has(span.file))
    .flatMap(({ id }) => {
      const cost = costs.get(id);
      return cost === undefined ? [] : [{ rule: id, ...cost }];
    })
    .toSorted((a, b) => b.steps - a.steps || (a.rule < b.rule ? -1 : 1));
}

export function costTable(lines: readonly RuleCostLine[]): string {
  return table([
    ["rule", "reads", "rows at most", "steps at most"],
    ...lines.map(({ rule, class: reads, rowVisits, steps }) => [rule, reads, rowVisits, steps]),
  ]);
}
