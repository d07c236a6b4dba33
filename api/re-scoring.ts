import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { ReEnrichment } from "./data-sources.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

export const RE_SCORING_CAUSES = ["weights", "preset", "thresholds", "list", "pack", "blacklist"] as const;

/** How far scoring every user again has come since what scores are made of changed last. */
export const ReScoring = z.object({
  /** What has changed since every user was scored last; the newest change had it begin anew. */
  causes: z.array(z.enum(RE_SCORING_CAUSES)),
  /** When the newest change was made; null before the first. */
  changedAt: Instant.nullable(),
  /** Null while it goes on. */
  finishedAt: Instant.nullable(),
  /** Null until the users are counted. */
  total: z.int().min(0).nullable(),
  done: z.int().min(0),
  /** What it takes still if it goes on as until now; null while that cannot be told. */
  secondsLeft: z.number().min(0).nullable(),
  /** New facts have only those users scored again whom they concern: how far asking for them has come. */
  facts: z.array(ReEnrichment),
});
export type ReScoring = z.infer<typeof ReScoring>;

export const getReScoring = {
  method: "GET",
  url: "/api/v1/re-scoring",
  schema: { operationId: "getReScoring", querystring: AppQuery, response: { 200: ReScoring, ...PROBLEM_RESPONSES } },
} as const;
