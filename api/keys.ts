import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** Limits with a name: `reference` lets 200 requests pass in any 20 seconds. */
export const KEY_LIMITS = ["off", "reference"] as const;
/** Or a rate, of a token bucket: `50/s`, `600/min`, `1000/h`. */
const KeyLimit = z
  .string()
  .regex(/^(off|reference|[1-9]\d{0,5}\/(s|min|h))$/, "a rate is written as 50/s, 600/min or 1000/h");
/** How many pass at once by a rate; without it, what the rate gives in a second. */
const Burst = z.int().min(1).max(1_000_000);
const KeyParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** An API key of an app, without the key itself: that is shown once, when it is made. */
export const Key = z.object({
  id: z.int().min(1),
  name: z.string(),
  /** A token bucket with its size: `50/s burst 200`. */
  rateLimit: z.string(),
  createdAt: Instant,
});
export type Key = z.infer<typeof Key>;

/** Those that are not revoked, in the order in which they were made. */
export const listKeys = {
  method: "GET",
  url: "/api/v1/keys",
  schema: {
    operationId: "listKeys",
    querystring: AppQuery,
    response: { 200: z.object({ keys: z.array(Key) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const createKey = {
  method: "POST",
  url: "/api/v1/keys",
  schema: {
    operationId: "createKey",
    querystring: AppQuery,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      rateLimit: KeyLimit.default("off"),
      burst: Burst.optional(),
    }),
    /** The only answer that ever holds the secret. */
    response: { 200: z.object({ key: Key, secret: z.string() }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** Servers know of it within two seconds, and begin to count anew. */
export const limitKey = {
  method: "PUT",
  url: "/api/v1/keys/:id/limit",
  schema: {
    operationId: "limitKey",
    params: KeyParams,
    querystring: AppQuery,
    body: z.object({ rateLimit: KeyLimit, burst: Burst.optional() }),
    response: { 200: Key, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** The key is of no use from then on, and cannot be brought back. */
export const revokeKey = {
  method: "DELETE",
  url: "/api/v1/keys/:id",
  schema: {
    operationId: "revokeKey",
    params: KeyParams,
    querystring: AppQuery,
    response: { 204: z.null(), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
