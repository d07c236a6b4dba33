export const score = {
  none: "not scored",
  of: (score: number, band: string) => `trust score ${score}, ${band}`,
  bands: { low: "low trust", medium: "medium trust", high: "high trust", none: "not scored" },
} as const;
