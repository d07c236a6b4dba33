import { z } from "zod";
import { AppQuery, Instant, RuleId, UserStatus } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

export const SCORE_CAUSES = ["event", "time", "change", "facts", "shared", "decision"] as const;

/** A judgement, or a decision, that changed a score, a status or the rules that matched; what it says holds until the next one. */
export const ScoreHistoryEntry = z.object({
  at: Instant,
  score: z.int().min(0).max(99),
  status: UserStatus,
  /** All that matched, also without weight. */
  rules: z.array(z.object({ id: RuleId, weight: z.int() })),
  /** The hash of the pack that said so first. */
  pack: z.string(),
  /**
   * An event; time alone; a change of weights, thresholds, lists or rules; new facts; something that others share with the user; or a
   * decision.
   */
  cause: z.enum(SCORE_CAUSES),
});
export type ScoreHistoryEntry = z.infer<typeof ScoreHistoryEntry>;

/** The newest first; the next page is `before` the last entry of this one. */
export const getScoreHistory = {
  method: "GET",
  url: "/api/v1/users/:name/score-history",
  schema: {
    operationId: "getScoreHistory",
    params: z.object({ name: z.string().min(1).max(400) }),
    querystring: AppQuery.extend({
      before: Instant.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: { 200: z.object({ entries: z.array(ScoreHistoryEntry) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
