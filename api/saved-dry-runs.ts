import { z } from "zod";
import { AppQuery, Instant, RuleId, RuleText } from "./common.ts";
import { DryRunJudged, DryRunScope } from "./dry-run.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** What is kept of an answer: numbers, no user. */
export const SavedAnswer = DryRunJudged.pick({
  tested: true,
  matched: true,
  unknown: true,
  tier: true,
  asOf: true,
  milliseconds: true,
}).extend({
  /** Null when the text was the deployed one. */
  difference: z.object({ gained: z.int().min(0), lost: z.int().min(0) }).nullable(),
});
export type SavedAnswer = z.infer<typeof SavedAnswer>;

const SavedQuestion = {
  /** Of the file in the pack. */
  path: z.string().min(1).max(300),
  rule: RuleId,
  /** As it stood in the editor. */
  text: RuleText,
  scope: DryRunScope,
  /** The moment it was asked about; null for the moment of asking. */
  pastMoment: Instant.nullable(),
  answer: SavedAnswer,
};

export const SavedDryRun = z.object({
  ...SavedQuestion,
  /** E-mail of who saved it; null when the account has ended. */
  operator: z.string().nullable(),
  savedAt: Instant,
});
export type SavedDryRun = z.infer<typeof SavedDryRun>;

export const SavedId = z.string().regex(/^[\w-]{16}$/);

/** Keeps a dry-run for a link: the text, the question and the numbers, for 90 days; the 500 newest of an app. */
export const saveDryRun = {
  method: "POST",
  url: "/api/v1/dry-run/saved",
  schema: {
    operationId: "saveDryRun",
    querystring: AppQuery,
    body: z.object(SavedQuestion),
    response: { 200: z.object({ id: SavedId }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** `404 not_found`: there is none of that id (any more) in the app. */
export const findSavedDryRun = {
  method: "GET",
  url: "/api/v1/dry-run/saved/:id",
  schema: {
    operationId: "getSavedDryRun",
    params: z.object({ id: SavedId }),
    querystring: AppQuery,
    response: { 200: SavedDryRun, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
