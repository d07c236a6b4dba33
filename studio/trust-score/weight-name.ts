const NAMES: Readonly<Record<number, "positive" | "none" | "medium" | "high" | "extreme">> = {
  [-20]: "positive",
  0: "none",
  10: "medium",
  20: "high",
  70: "extreme",
};

export type WeightName = "positive" | "none" | "medium" | "high" | "extreme" | "other";

/** The name a preset gives the weight; `other` for a number of one's own. */
export function weightName(weight: number): WeightName {
  return NAMES[weight] ?? "other";
}

/** A weight as a signed number: `+20`, `−20`, `0`. A positive weight lowers the trust score. */
export function signedWeight(weight: number): string {
  if (weight === 0) return "0";
  return weight > 0 ? `+${weight}` : `−${-weight}`;
}
