import { z } from "zod";
import { AppQuery, Instant, RuleId, Score, UserStatus, YesOrNo } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

export const USER_ORDERS = ["last_seen", "score", "review"] as const;

export const DECISIONS = ["blacklist", "whitelist", "review"] as const;
export const Decision = z.enum(DECISIONS);
export type Decision = z.infer<typeof Decision>;

export const UserSummary = z.object({
  name: z.string(),
  score: Score,
  status: UserStatus,
  lastSeen: Instant,
  eventCount: z.int().min(0),
  /** A visitor without an account. */
  anonymous: z.boolean(),
});
export type UserSummary = z.infer<typeof UserSummary>;

export const MatchedRule = z.object({
  id: RuleId,
  title: z.string(),
  /** As it was when the user was scored; 0 matched without counting. */
  weight: z.int(),
  /** The rule's `because`; null when the rule has none or left the pack. */
  because: z.string().nullable(),
});

export const UserDetail = UserSummary.extend({
  fullName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  created: Instant,
  /** The moment that the score speaks of; null until the user is scored. */
  scoredAt: Instant.nullable(),
  counters: z.object({
    events: z.int().min(0),
    ips: z.int().min(0),
    devices: z.int().min(0),
    countries: z.int().min(0),
    sessions: z.int().min(0),
  }),
  /** Heaviest first. */
  rules: z.array(MatchedRule),
  /** The decision that stands; one of the `threshold`'s is what the reference system calls auto-blocked. */
  decision: z.object({ decision: Decision, by: z.enum(["operator", "threshold"]), at: Instant }).nullable(),
});
export type UserDetail = z.infer<typeof UserDetail>;

/**
 * `search` is found anywhere in the user's name, ignoring case; `anonymous` asks for visitors without an account, or for the others; `score` order puts the least trusted first,
 * `review` order those who wait longest in the queue.
 */
export const listUsers = {
  method: "GET",
  url: "/api/v1/users",
  schema: {
    operationId: "listUsers",
    querystring: AppQuery.extend({
      search: z.string().max(100).optional(),
      status: UserStatus.optional(),
      anonymous: YesOrNo.optional(),
      order: z.enum(USER_ORDERS).default("last_seen"),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: { 200: z.object({ users: z.array(UserSummary) }), ...PROBLEM_RESPONSES },
  },
} as const;

const UserParams = z.object({ name: z.string().min(1).max(400) });

export const getUser = {
  method: "GET",
  url: "/api/v1/users/:name",
  schema: {
    operationId: "getUser",
    params: UserParams,
    querystring: AppQuery,
    response: { 200: UserDetail, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** The operator's word on a user: it stands until another one. Answers the user as it is afterwards. */
export const decideUser = {
  method: "PUT",
  url: "/api/v1/users/:name/decision",
  schema: {
    operationId: "decideUser",
    params: UserParams,
    querystring: AppQuery,
    body: z.object({ decision: Decision }),
    response: { 200: UserDetail, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

const SourceDay = z.object({
  source: z.string(),
  /** The day of the data; null where it has none. */
  asOf: z.iso.date().nullable(),
  fields: z.array(z.string()),
});

/** What was known of an event's address when the event was stored. */
export const EventFacts = z.object({
  event: z.string(),
  time: Instant,
  address: z.string(),
  /** By name; what was unknown is left out. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  known: z.array(SourceDay),
  unknown: z.array(z.object({ reason: z.string(), fields: z.array(z.string()) })),
  /** When newer facts took the place of these; null while they are what is known. */
  until: Instant.nullable(),
});
export type EventFacts = z.infer<typeof EventFacts>;

/** The newest events first. */
export const listEventFacts = {
  method: "GET",
  url: "/api/v1/users/:name/event-facts",
  schema: {
    operationId: "listEventFacts",
    params: UserParams,
    querystring: AppQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: { 200: z.object({ events: z.array(EventFacts) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
