import type { ConditionCoverage } from "../../api/index.ts";

/** `full`: seen true and seen false. */
export type CoverageState = "full" | "neverTrue" | "neverFalse" | "never";

export function coverageState({ seen }: Pick<ConditionCoverage, "seen">): CoverageState {
  if (seen.true + seen.false + seen.unknown === 0) return "never";
  if (seen.true === 0) return "neverTrue";
  return seen.false === 0 ? "neverFalse" : "full";
}
