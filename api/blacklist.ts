import { z } from "zod";
import { AppQuery, Instant, Score, YesOrNo } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

export const BLACKLIST_KINDS = ["user", "ip", "email", "phone"] as const;

/**
 * Why an identity of a blacklisted user is not blacklisted itself: only a threshold blacklisted the user, an operator took it off, it stands
 * for addresses that could not be read, it is one of a private network or behind carrier-grade NAT, more users have it than the limit
 * allows, or it is about to be.
 */
export const NOT_LISTED_REASONS = [
  "threshold",
  "cleared",
  "invalid",
  "lan",
  "carrier_nat",
  "shared",
  "pending",
] as const;

/** A blacklisted user, or something that a blacklisted user has. */
export const BlacklistEntry = z.object({
  kind: z.enum(BLACKLIST_KINDS),
  value: z.string(),
  user: z.string(),
  score: Score,
  addedAt: Instant,
  by: z.enum(["operator", "threshold"]),
  listed: z.boolean(),
  /** Null of what is listed. */
  reason: z.enum(NOT_LISTED_REASONS).nullable(),
});
export type BlacklistEntry = z.infer<typeof BlacklistEntry>;

const Filter = AppQuery.extend({
  kind: z.enum(BLACKLIST_KINDS).optional(),
  /** `false`: what is not blacklisted although its user is. */
  listed: YesOrNo.optional(),
  /** Found anywhere in the value or the user's name, ignoring case. */
  search: z.string().max(100).optional(),
  /** The user of that name alone. */
  user: z.string().min(1).max(400).optional(),
});

/** The newest decisions first. `next` is the `after` of the next page. */
export const listBlacklist = {
  method: "GET",
  url: "/api/v1/blacklist",
  schema: {
    operationId: "listBlacklist",
    querystring: Filter.extend({
      after: z.string().max(2000).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: {
      200: z.object({ entries: z.array(BlacklistEntry), next: z.string().nullable() }),
      ...PROBLEM_RESPONSES,
    },
  },
} as const;

export const EXPORT_FORMATS = ["csv", "ndjson"] as const;

/** Everything that the filter finds, as a file: its first line comes at once, however long it is. */
export const exportBlacklist = {
  method: "GET",
  url: "/api/v1/blacklist/export",
  schema: {
    operationId: "exportBlacklist",
    querystring: Filter.extend({ format: z.enum(EXPORT_FORMATS).default("csv") }),
  },
} as const;

/** Takes one address, e-mail address or phone number off, until somebody who has it is blacklisted anew. Users are decided on instead. */
export const clearBlacklisted = {
  method: "POST",
  url: "/api/v1/blacklist/clear",
  schema: {
    operationId: "clearBlacklisted",
    querystring: AppQuery,
    body: z.object({ kind: z.enum(["ip", "email", "phone"]), value: z.string().min(1).max(400) }),
    response: { 200: z.object({ cleared: z.literal(true) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** The most users that an address may have to be blacklisted with one of them. */
export const BlacklistLimit = z.object({ mostUsers: z.int().min(1).max(63).nullable() });

export const getBlacklistLimit = {
  method: "GET",
  url: "/api/v1/settings/blacklist",
  schema: {
    operationId: "getBlacklistLimit",
    querystring: AppQuery,
    response: { 200: BlacklistLimit, ...PROBLEM_RESPONSES },
  },
} as const;

/** Null sets no limit. Every user is scored again. */
export const setBlacklistLimit = {
  method: "PUT",
  url: "/api/v1/settings/blacklist",
  schema: {
    operationId: "setBlacklistLimit",
    querystring: AppQuery,
    body: BlacklistLimit,
    response: { 200: BlacklistLimit, ...PROBLEM_RESPONSES },
  },
} as const;
