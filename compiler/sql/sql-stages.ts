import { isPeerSource } from "../../dsl/types/row-words.ts";
import { walk } from "../plan/children.ts";
import type { PlanAggregate, PlanAttribute } from "../plan/plan.ts";
import type { PlanIndex } from "../plan/plan-index.ts";
import { partsOf, type Reach } from "../plan/reach.ts";
import type { RowGroup } from "./rows-pipeline.ts";

/** One join of the statement: the aggregates of one scan, or attributes computed from what stands before. */
export type SqlStage =
  | { readonly kind: "rows"; readonly alias: string; readonly group: RowGroup }
  | { readonly kind: "attributes"; readonly alias: string; readonly attributes: readonly PlanAttribute[] };

export interface SqlStages {
  /** In the order of the joins: each reads only what stands before it. */
  readonly stages: readonly SqlStage[];
  readonly aliasOfAggregate: (id: number) => string;
  readonly aliasOfAttribute: (name: string) => string;
}

/**
 * The joins that compute everything in reach. Tied aggregates are not among them: they stand inside the scan that reads them.
 * `peersTogether`: the store finds the peers of all users at once.
 */
export function sqlStages(
  { aggregates, attributes }: Reach,
  index: PlanIndex,
  { peersTogether }: { readonly peersTogether: boolean },
): SqlStages {
  const stages: SqlStage[] = [];
  const aggregateAliases = new Map<number, string>();
  const attributeAliases = new Map<string, string>();
  const free = aggregates.filter(({ ties }) => ties.length === 0);
  const computed = attributes.filter(({ value }) => value !== null);
  const depths = attributeDepths(computed, index);
  const levels = Math.max(0, ...free.map(({ level }) => level), ...computed.map(({ level }) => level));
  for (let level = 0; level <= levels; level++) {
    for (const [source, all] of bySource(free.filter((aggregate) => aggregate.level === level))) {
      const together = peersTogether && isPeerSource(source) ? all.filter(readsNoUser) : [];
      const alone = all.filter((aggregate) => !together.includes(aggregate));
      for (const [of, group] of [
        ["all users", together],
        ["user", alone],
      ] as const) {
        if (group.length === 0) continue;
        const alias = `${source}_${level}${of === "user" && together.length > 0 ? "_own" : ""}`;
        stages.push({ kind: "rows", alias, group: { source, of, ties: [], aggregates: group } });
        for (const { id } of group) aggregateAliases.set(id, alias);
      }
    }
    for (const layer of byDepth(
      computed.filter((attribute) => attribute.level === level),
      depths,
    )) {
      const alias = `v${stages.length}`;
      stages.push({ kind: "attributes", alias, attributes: layer });
      for (const { name } of layer) attributeAliases.set(name, alias);
    }
  }
  return { stages, aliasOfAggregate: required(aggregateAliases), aliasOfAttribute: required(attributeAliases) };
}

/** True where everything that is asked of the rows stands in them. */
function readsNoUser(aggregate: PlanAggregate): boolean {
  let found = true;
  for (const part of partsOf(aggregate)) {
    walk(part, ({ kind }) => {
      if (kind === "user_field" || kind === "attribute" || kind === "aggregate" || kind === "tied") found = false;
    });
  }
  return found;
}

/** Attributes of one level may read one another: how long the longest chain below each is. */
function attributeDepths(attributes: readonly PlanAttribute[], index: PlanIndex): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const { name, value, level } of attributes) {
    let depth = 0;
    if (value !== null) {
      walk(value, (node) => {
        if (node.kind !== "attribute" || index.attribute(node.name).level !== level) return;
        depth = Math.max(depth, (depths.get(node.name) ?? -1) + 1);
      });
    }
    depths.set(name, depth);
  }
  return depths;
}

function byDepth(
  attributes: readonly PlanAttribute[],
  depths: ReadonlyMap<string, number>,
): readonly PlanAttribute[][] {
  const layers: PlanAttribute[][] = [];
  for (const attribute of attributes) (layers[depths.get(attribute.name) ?? 0] ??= []).push(attribute);
  return layers.filter((layer) => layer.length > 0);
}

function bySource(aggregates: readonly PlanAggregate[]): ReadonlyMap<PlanAggregate["source"], PlanAggregate[]> {
  const groups = new Map<PlanAggregate["source"], PlanAggregate[]>();
  for (const aggregate of aggregates) {
    const group = groups.get(aggregate.source);
    if (group === undefined) groups.set(aggregate.source, [aggregate]);
    else group.push(aggregate);
  }
  return groups;
}

function required<K>(aliases: ReadonlyMap<K, string>): (key: K) => string {
  return (key) => {
    const alias = aliases.get(key);
    if (alias === undefined) throw new Error(`invariant: ${String(key)} has no stage`);
    return alias;
  };
}
