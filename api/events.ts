import { z } from "zod";
import type { EventType } from "../dsl/types/enumerations.ts";
import { Instant, RuleId } from "./common.ts";
import { Problem } from "./problem.ts";

/** ISO 8601 with a zone: `2026-11-21T04:00:00.125Z`, `2026-11-21T05:00:00+01:00`. */
const Moment = z.iso.datetime({ offset: true, message: "write a moment as 2026-11-21T04:00:00.125Z" });

const EVENT_TYPES = [
  "page_view",
  "page_edit",
  "page_delete",
  "page_search",
  "account_login",
  "account_logout",
  "account_login_fail",
  "account_registration",
  "account_email_change",
  "account_password_change",
  "account_edit",
  "page_error",
  "field_edit",
] as const satisfies readonly EventType[];

const PagePayload = z.strictObject({ field_id: z.string(), value: z.string(), field_name: z.string().optional() });
const ChangePayload = z.strictObject({ new_value: z.string(), old_value: z.string().optional() });
const FieldChange = z.strictObject({
  field_id: z.string(),
  new_value: z.string(),
  field_name: z.string().optional(),
  old_value: z.string().optional(),
  parent_id: z.string().optional(),
  parent_name: z.string().optional(),
});

/** An event under the sensor's names, with types. Longer texts are cut as the sensor cuts them; unknown names are refused. */
export const NewEvent = z.strictObject({
  userName: z.string().min(1),
  ipAddress: z.string().min(1),
  url: z.string().min(1),
  eventTime: Moment,
  eventType: z.enum(EVENT_TYPES).optional(),
  /** In any case; one that is no method of HTTP counts as not sent. */
  httpMethod: z.string().max(20).optional(),
  httpCode: z.int().min(100).max(599).optional(),
  httpReferer: z.string().optional(),
  userAgent: z.string().optional(),
  browserLanguage: z.string().optional(),
  emailAddress: z.string().optional(),
  phoneNumber: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  fullName: z.string().optional(),
  pageTitle: z.string().optional(),
  userCreated: Moment.optional(),
  payload: z.union([PagePayload, ChangePayload]).optional(),
  fieldHistory: z.array(FieldChange).min(1).max(1000).optional(),
  /** Yours of the request: the same event sent again under it within a day is stored once. */
  traceId: z.string().min(1).max(36).optional(),
});
export type NewEvent = z.infer<typeof NewEvent>;

export const MOST_EVENTS_A_REQUEST = 1000;

/** A rule that matched, in its own words about this user. */
const MatchedRule = z.object({ rule: RuleId, weight: z.int(), because: z.string().nullable() });

/** What was found of the user with this event. */
export const EventDecision = z.object({
  score: z.int().min(0).max(99),
  /** By the app's thresholds, or by an operator's decision, which stands above them. */
  verdict: z.enum(["allow", "review", "block"]),
  /** Those that moved the score. */
  rules: z.array(MatchedRule),
  /** The judged moment. */
  asOf: Instant,
});

/** One an event, in the order in which they were sent. */
export const EventOutcome = z.discriminatedUnion("outcome", [
  z.object({
    /** Safe: it survives the end of any process. */
    outcome: z.literal("stored"),
    event: z.string(),
    corrections: z.array(z.string()),
    decision: EventDecision.optional(),
  }),
  z.object({
    /** The same event was stored before: `event` is that one. */
    outcome: z.literal("repeated"),
    event: z.string(),
    decision: EventDecision.optional(),
  }),
  /** It will never be stored as it is. */
  z.object({ outcome: z.literal("rejected"), field: z.string(), message: z.string() }),
  /** Nothing is known of it: send it again, under the same `traceId` or `Idempotency-Key`. */
  z.object({ outcome: z.literal("unavailable"), message: z.string() }),
]);
export type EventOutcome = z.infer<typeof EventOutcome>;

export const EventsAnswer = z.object({ outcomes: z.array(EventOutcome) });
export type EventsAnswer = z.infer<typeof EventsAnswer>;

/**
 * Stores events, one or up to a thousand. `Api-Key` header, JSON. With `?decide=true` each answer brings the user's score and verdict with
 * this event counted. With `Idempotency-Key` a request may be sent again whole. `200` when an event is stored, `400` when all
 * are rejected, `503` when none could be stored: send it again.
 */
export const postEvents = {
  method: "POST",
  url: "/api/v1/events",
  schema: {
    operationId: "postEvents",
    summary: "Store events, and ask what to do with their users",
    headers: z.object({
      "api-key": z.string().optional().describe("Your app's key"),
      "idempotency-key": z
        .string()
        .regex(/^[\x21-\x7e]{1,255}$/, "up to 255 visible characters")
        .optional()
        .describe("The same for each try of one request"),
    }),
    querystring: z.object({ decide: z.enum(["true", "false"]).default("false") }),
    /** Each is checked by itself, so that a mistake in one costs no other: `NewEvent`. */
    body: z.object({ events: z.array(z.unknown()).min(1).max(MOST_EVENTS_A_REQUEST) }),
    response: {
      200: EventsAnswer,
      400: z.union([EventsAnswer, Problem]),
      401: Problem,
      413: Problem,
      415: Problem,
      429: Problem,
      500: Problem,
      503: z.union([EventsAnswer, Problem]),
    },
  },
} as const;
