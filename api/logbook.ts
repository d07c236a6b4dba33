import { z } from "zod";
import { AppQuery, Instant, YesOrNo } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

export const LOGBOOK_OUTCOMES = [
  "stored",
  "corrected",
  "repeated",
  "answered",
  "rejected",
  "failed",
  "rate_limited",
] as const;
const Outcome = z.enum(LOGBOOK_OUTCOMES);

const Id = z.string().regex(/^[0-9]{1,19}$/);
/** `400`, or all of a kind: `4xx`. */
const Status = z.string().regex(/^[1-5](\d\d|xx)$/, "a status is written as 400 or 4xx");

/** What became of a request; of each event, where a request has many. */
export const LogbookLine = z.object({
  id: Id,
  at: Instant,
  route: z.string(),
  status: z.int(),
  outcome: Outcome,
  /** What was corrected, or why it was refused. */
  messages: z.array(z.string()),
  /** Milliseconds until the answer; null when the server that gave it has ended since. */
  tookMs: z.int().min(0).nullable(),
  key: z.object({ id: z.int(), name: z.string().nullable() }),
  /** Of the HTTP client. */
  remoteAddress: z.string().nullable(),
  user: z.string().nullable(),
  event: Id.nullable(),
  /** The fields that were sent; `***` stands for what is secret. */
  raw: z.record(z.string(), z.string()).nullable(),
});
export type LogbookLine = z.infer<typeof LogbookLine>;

/** The newest first; the next page is `before` the last line of this one. */
export const listLogbook = {
  method: "GET",
  url: "/api/v1/logbook",
  schema: {
    operationId: "listLogbook",
    querystring: AppQuery.extend({
      from: Instant.optional(),
      to: Instant.optional(),
      status: Status.optional(),
      outcome: Outcome.optional(),
      user: z.string().min(1).max(400).optional(),
      key: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
      route: z.string().min(1).max(200).optional(),
      /** Somewhere in the messages. */
      text: z.string().min(1).max(200).optional(),
      corrected: YesOrNo.optional(),
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: { 200: z.object({ lines: z.array(LogbookLine) }), ...PROBLEM_RESPONSES },
  },
} as const;

/** How many requests were answered in which way. */
export const LogbookHour = z.object({ hour: Instant, route: z.string(), outcome: Outcome, requests: z.int().min(1) });
export type LogbookHour = z.infer<typeof LogbookHour>;

/** The oldest hour first, 31 days at most; also of requests whose lines are gone. */
export const countLogbook = {
  method: "GET",
  url: "/api/v1/logbook/hours",
  schema: {
    operationId: "countLogbook",
    querystring: AppQuery.extend({ from: Instant, to: Instant }),
    response: { 200: z.object({ hours: z.array(LogbookHour) }), ...PROBLEM_RESPONSES },
  },
} as const;

export const LogbookLimit = z.object({
  days: z.int().min(1).max(3650),
  megabytes: z.int().min(1).max(10_240),
});
export type LogbookLimit = z.infer<typeof LogbookLimit>;

export const getLogbookLimit = {
  method: "GET",
  url: "/api/v1/settings/logbook",
  schema: {
    operationId: "getLogbookLimit",
    querystring: AppQuery,
    response: { 200: LogbookLimit, ...PROBLEM_RESPONSES },
  },
} as const;

/** What is older, or more, goes within a minute. */
export const setLogbookLimit = {
  method: "PUT",
  url: "/api/v1/settings/logbook",
  schema: {
    operationId: "setLogbookLimit",
    querystring: AppQuery,
    body: LogbookLimit,
    response: { 200: LogbookLimit, ...PROBLEM_RESPONSES },
  },
} as const;
