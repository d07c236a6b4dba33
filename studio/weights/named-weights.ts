import type { WeightName } from "../trust-score/weight-name.ts";

/** The weights that presets speak of, from the one that raises trust to the one that takes most of it. */
export const NAMED_WEIGHTS = [
  { name: "positive", weight: -20 },
  { name: "none", weight: 0 },
  { name: "medium", weight: 10 },
  { name: "high", weight: 20 },
  { name: "extreme", weight: 70 },
] as const satisfies readonly { readonly name: WeightName; readonly weight: number }[];
