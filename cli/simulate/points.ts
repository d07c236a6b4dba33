import type { Proposal } from "../../runtime/index.ts";
import type { Vary } from "./vary.ts";

/** One cell of a sweep: a value of each thing that is varied. */
export interface Point {
  /** In the order of the varied things; null is a threshold that is off. */
  readonly values: readonly (number | string | null)[];
  readonly proposal: Proposal;
}

/** Points that need the same pack: the values of the constants they have. */
export interface PointGroup {
  readonly constants: ReadonlyMap<string, string>;
  readonly points: readonly Point[];
}

/**
 * Every value of each varied thing with every one of the others, by what they make of the pack. Where the blacklist threshold would not be
 * below the review threshold there is no point.
 */
export function pointGroups(varied: readonly Vary[], base: Proposal): readonly PointGroup[] {
  let points: readonly (Point & Pick<PointGroup, "constants">)[] = [
    { values: [], proposal: base, constants: new Map() },
  ];
  for (const vary of varied) points = points.flatMap((point) => steps(vary, point));
  const groups = new Map<string, { constants: PointGroup["constants"]; points: Point[] }>();
  for (const { constants, ...point } of points) {
    const { review, blacklist } = point.proposal.thresholds;
    if (blacklist !== null && (review ?? 100) <= blacklist) continue;
    const key = JSON.stringify([...constants]);
    const group = groups.get(key) ?? { constants, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function steps(vary: Vary, { values, proposal, constants }: Point & Pick<PointGroup, "constants">) {
  switch (vary.kind) {
    case "weight":
      return vary.values.map((weight) => ({
        values: [...values, weight],
        proposal: { ...proposal, weights: new Map([...proposal.weights, [vary.rule, weight] as const]) },
        constants,
      }));
    case "threshold":
      return vary.values.map((threshold) => ({
        values: [...values, threshold],
        proposal: { ...proposal, thresholds: { ...proposal.thresholds, [vary.name]: threshold } },
        constants,
      }));
    case "constant":
      return vary.values.map((value) => ({
        values: [...values, value],
        proposal,
        constants: new Map([...constants, [vary.name, value] as const]),
      }));
  }
}
