import type { Cost, CostClass } from "./cost.ts";

const READS: Readonly<Record<CostClass, string>> = {
  constant: "nothing of the user",
  profile: "the user's own row",
  rows: "rows of the user",
  "tied rows": "rows of the user, related to each other",
  peers: "rows of other users",
};

const number = (value: number): string => value.toLocaleString("en-US");

/**
 * A cost as an editor shows it.
 *
 * @example
 * costText({ class: "rows", rowVisits: 25, steps: 103 }); // "reads rows of the user: at most 25 rows and 103 steps"
 */
export function costText(cost: Cost): string {
  return `reads ${READS[cost.class]}: ${amountText(cost)}`;
}

/** Of a define: the rows and values that it is given are read by whoever asks it. */
export function useCostText(cost: Cost): string {
  const text = cost.class === "constant" ? amountText(cost) : costText(cost);
  return `${text} each time it is asked`;
}

function amountText({ rowVisits, steps }: Cost): string {
  const rows = rowVisits === 0 ? "" : `${number(rowVisits)} rows and `;
  return `at most ${rows}${number(steps)} steps`;
}
