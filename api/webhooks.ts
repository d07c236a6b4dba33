import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** What a webhook may be told of: a user came into or left the review queue or the blacklist. */
export const WEBHOOK_TYPE_NAMES = [
  "user.review_entered",
  "user.review_left",
  "user.blacklisted",
  "user.unblacklisted",
] as const;
const WebhookTypeName = z.enum(WEBHOOK_TYPE_NAMES);
const WebhookParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Without its secret, which is shown once, when it is made. */
export const Webhook = z.object({
  id: z.int().min(1),
  url: z.string(),
  types: z.array(WebhookTypeName),
  createdAt: Instant,
  /** Messages that are still to be taken. */
  waiting: z.int().min(0),
  /** Messages of the last week that were given up. */
  failed: z.int().min(0),
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookMessage = z.object({
  /** As in the header `webhook-id`. */
  id: z.string(),
  type: z.string(),
  createdAt: Instant,
  attempts: z.int().min(0),
  state: z.enum(["waiting", "taken", "failed"]),
  nextAt: Instant.nullable(),
  /** Of the latest answer. */
  status: z.int().nullable(),
  /** Why there was no answer. */
  failure: z.string().nullable(),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;

export const listWebhooks = {
  method: "GET",
  url: "/api/v1/webhooks",
  schema: {
    operationId: "listWebhooks",
    querystring: AppQuery,
    response: { 200: z.object({ webhooks: z.array(Webhook) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const createWebhook = {
  method: "POST",
  url: "/api/v1/webhooks",
  schema: {
    operationId: "createWebhook",
    querystring: AppQuery,
    body: z.object({
      url: z.string().trim().min(1).max(2000),
      types: z
        .array(WebhookTypeName)
        .min(1)
        .default([...WEBHOOK_TYPE_NAMES]),
    }),
    /** The only answer that ever holds the secret. */
    response: { 200: z.object({ id: z.int().min(1), secret: z.string() }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** What waits for it is not sent any more. */
export const removeWebhook = {
  method: "DELETE",
  url: "/api/v1/webhooks/:id",
  schema: {
    operationId: "removeWebhook",
    params: WebhookParams,
    querystring: AppQuery,
    response: { 204: z.null(), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** Sends a message that tells of nobody, within a second. */
export const testWebhook = {
  method: "POST",
  url: "/api/v1/webhooks/:id/test",
  schema: {
    operationId: "testWebhook",
    params: WebhookParams,
    querystring: AppQuery,
    response: { 202: z.object({ id: z.string() }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** The newest first. */
export const listWebhookMessages = {
  method: "GET",
  url: "/api/v1/webhooks/:id/messages",
  schema: {
    operationId: "listWebhookMessages",
    params: WebhookParams,
    querystring: AppQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: { 200: z.object({ messages: z.array(WebhookMessage) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
