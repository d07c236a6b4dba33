export const weight = {
  label: (weight: number) => `weight ${weight}`,
  names: { positive: "Positive", none: "None", medium: "Medium", high: "High", extreme: "Extreme", other: "Weight" },
} as const;
