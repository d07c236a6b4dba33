export type Band = "low" | "medium" | "high" | "none";

/** The band of a trust score (0..99, 99 is best): below 33 low, below 67 medium, else high; null was never scored. */
export function bandOf(score: number | null): Band {
  if (score === null) return "none";
  if (score < 33) return "low";
  return score < 67 ? "medium" : "high";
}
