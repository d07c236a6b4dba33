import { z } from "zod";
import { AppQuery, Instant, YesOrNo } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";
import { UserSummary } from "./users.ts";

export const Overview = z.object({
  events: z.int().min(0),
  users: z.int().min(0),
  /** Of the users, visitors without an account. */
  anonymous: z.int().min(0),
  inReview: z.int().min(0),
  blacklisted: z.int().min(0),
  whitelisted: z.int().min(0),
  /** Null while the app has no event. */
  lastEventAt: Instant.nullable(),
  /** The ten least trusted users, least first; users without a score are not among them. */
  lowest: z.array(UserSummary),
});
export type Overview = z.infer<typeof Overview>;

/** What an operator asks first; with `anonymous` of visitors without an account alone, or of the others. */
export const getOverview = {
  method: "GET",
  url: "/api/v1/overview",
  schema: {
    operationId: "getOverview",
    querystring: AppQuery.extend({ anonymous: YesOrNo.optional() }),
    response: { 200: Overview, ...PROBLEM_RESPONSES },
  },
} as const;
