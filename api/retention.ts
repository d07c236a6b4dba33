import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

/** Ten years. */
export const MOST_RETENTION_WEEKS = 520;

export const Retention = z.object({
  /** Events older than that are deleted, with all that only they named; 0 keeps them for good. */
  weeks: z.int().min(0),
  /** The run that goes on, or the last one; null before the first. */
  run: z
    .object({
      cutoff: Instant,
      started: Instant,
      finished: Instant.nullable(),
      events: z.int().min(0),
      changes: z.int().min(0),
      identities: z.int().min(0),
      users: z.int().min(0),
    })
    .nullable(),
});
export type Retention = z.infer<typeof Retention>;

export const getRetention = {
  method: "GET",
  url: "/api/v1/settings/retention",
  schema: { operationId: "getRetention", querystring: AppQuery, response: { 200: Retention, ...PROBLEM_RESPONSES } },
} as const;

/** Begins to delete within a minute. */
export const setRetention = {
  method: "PUT",
  url: "/api/v1/settings/retention",
  schema: {
    operationId: "setRetention",
    querystring: AppQuery,
    body: z.object({ weeks: z.int().min(0).max(MOST_RETENTION_WEEKS) }),
    response: { 200: Retention, ...PROBLEM_RESPONSES },
  },
} as const;
