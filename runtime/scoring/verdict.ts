import type { LoadedUser } from "../context/load-contexts.ts";
import type { ScoreRow } from "./judge.ts";

/** What an application should do with the request of a user: let it pass, have people look, or stop it. */
export const VERDICTS = ["allow", "review", "block"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** From the status that a user has once the score is stored: a decision stands above any score. */
export function verdictOf(
  { decision, reviewSince }: Pick<LoadedUser, "decision" | "reviewSince">,
  { blacklist, enter_review, leave_review }: Pick<ScoreRow, "blacklist" | "enter_review" | "leave_review">,
): Verdict {
  if (decision === "whitelist") return "allow";
  if (decision === "blacklist" || blacklist) return "block";
  return enter_review || (reviewSince !== null && !leave_review) ? "review" : "allow";
}
