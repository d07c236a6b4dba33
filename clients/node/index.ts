export { createClient, type Client, type Stats } from "./client.ts";
export type { Decision, MatchedRule, Verdict } from "./decision.ts";
export {
  EVENT_TYPES,
  type ChangePayload,
  type EventType,
  type FieldChange,
  type Moment,
  type SearchPayload,
  type SentEvent,
  type TrackedEvent,
} from "./event.ts";
export type { DropReason, FailedOpenReason, FailReason, Notice } from "./notice.ts";
export type { BlacklistOptions, ClientOptions, LocalLogOptions, QueueOptions } from "./options.ts";
export type { AddressChoice } from "./requests/client-address.ts";
export { expressGuard, expressTracker, type Middleware, type WebResponse } from "./requests/express.ts";
export {
  fastifyGuard,
  fastifyTracker,
  type FastifyHook,
  type FastifyReplyLike,
  type FastifyTracker,
} from "./requests/fastify.ts";
export { SECRET_PARAMETERS, type MaskOptions } from "./requests/mask-query.ts";
export type { GuardOptions } from "./requests/refusal.ts";
export type { KnownUser, TrackOptions, UserOptions } from "./requests/request-event.ts";
export { visitorName } from "./requests/visitor-name.ts";
export type { WebRequest } from "./requests/web-request.ts";
export type { Resent, Tally } from "./tally.ts";
