/**
 * What judging one user can cost at most, from cheap to dear:
 * `constant` reads nothing, `profile` the user's own row, `rows` the rows of sources, `tied rows` rows that are related to
 * rows of another or the same source (evaluated by grouping: each row is still visited once), `peers` other users.
 */
export const COST_CLASSES = ["constant", "profile", "rows", "tied rows", "peers"] as const;
export type CostClass = (typeof COST_CLASSES)[number];

export interface Cost {
  readonly class: CostClass;
  /** Rows looked at, at most: the sum over all aggregates and quantifiers. */
  readonly rowVisits: number;
  /** Parts of the rule evaluated, at most: Σ rows × work of a row, and what stands outside of rows. */
  readonly steps: number;
}

export const NO_COST: Cost = { class: "constant", rowVisits: 0, steps: 0 };

export function sumOfCosts(costs: readonly Cost[]): Cost {
  return {
    class: dearest(costs.map((cost) => cost.class)),
    rowVisits: costs.reduce((sum, { rowVisits }) => sum + rowVisits, 0),
    steps: costs.reduce((sum, { steps }) => sum + steps, 0),
  };
}

function dearest(classes: readonly CostClass[]): CostClass {
  const rank = Math.max(0, ...classes.map((each) => COST_CLASSES.indexOf(each)));
  return COST_CLASSES[rank] ?? "constant";
}
