import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { postEvents, type EventOutcome, type EventsAnswer } from "../../api/index.ts";
import {
  type Ack,
  type ApiKey,
  type Ingest,
  type Judgement,
  type LoadedPack,
  type Logbook,
  type ReadEmail,
  type RequestOrigin,
  type Scoring,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { answerProblem, problemOf } from "../plugins/problems.ts";
import { ruleTexts, type RuleText } from "../routes/rule-texts.ts";
import { apiKeyHeader } from "../sensor/api-key-header.ts";
import type { KeyRing } from "../sensor/key-ring.ts";
import type { RateGate } from "../sensor/rate-gate.ts";
import { createRequestNotes } from "../sensor/request-notes.ts";
import { RETRY_AFTER, unavailability, type Unavailability } from "../unavailable.ts";
import { readEvent, traceOfRequest } from "./read-event.ts";

export interface EventRoutesOptions {
  readonly keys: KeyRing<ApiKey>;
  /** Shared with the sensor: a key has one limit. */
  readonly gate: RateGate;
  readonly ingest: Ingest;
  readonly logbook: Logbook;
  readonly readEmail: ReadEmail;
  readonly judgeNow: Scoring["judgeNow"];
  readonly pack: () => LoadedPack;
  readonly now: () => number;
}

/** A thousand events of the largest fields. */
const LARGEST_BYTES = 8 * 1024 * 1024;

const UNAVAILABLE = {
  database: { outcome: "unavailable", message: "The database is unavailable: send it again" },
  busy: { outcome: "unavailable", message: "Too much is waiting: send it again" },
} as const satisfies Readonly<Record<Unavailability, EventOutcome>>;
const FAILED: EventOutcome = { outcome: "unavailable", message: "The event could not be stored: send it again" };

/** Events with types, many at once, and what to do with their users. */
export const eventRoutes: FastifyPluginAsyncZod<EventRoutesOptions> = async (app, options) => {
  const { keys, gate, ingest, logbook, readEmail, judgeNow, pack, now } = options;
  const keyOf = new WeakMap<FastifyRequest, ApiKey>();
  const notes = createRequestNotes({ ...options, endpoint: postEvents.url });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, problem } = problemOf(error);
    notes.failed(request, apiKeyHeader(request), { reply, status, message: problem.message });
    answerProblem(error, request, reply);
  });

  /** Acknowledged, or what the sender is told instead. */
  const store = async (sent: unknown, origin: RequestOrigin, untilStored: boolean): Promise<Stored> => {
    const { parsed, traceId } = readEvent(sent, { now: origin.receivedAt, readEmail });
    if (parsed.kind === "rejected") {
      logbook.note(origin, { outcome: "rejected", ...parsed });
      return { refused: { outcome: "rejected", field: parsed.field, message: parsed.message } };
    }
    try {
      const ack = await ingest.submit({ ...origin, traceId: traceId ?? origin.traceId }, parsed, { untilStored });
      return { ack, corrections: parsed.corrections.map(({ message }) => message) };
    } catch (error) {
      const unavailable = unavailability(error);
      if (unavailable === null) app.log.error({ err: error }, "an event could not be stored");
      return { refused: unavailable === null ? FAILED : UNAVAILABLE[unavailable] };
    }
  };

  /** None when judging fails: the events are stored, and nobody should be kept out because of us. */
  const judged = async (stored: readonly Stored[]): Promise<ReadonlyMap<string, Judgement>> => {
    const userIds = [...new Set(stored.flatMap((each) => ("ack" in each ? [each.ack.userId] : [])))];
    if (userIds.length === 0) return new Map();
    return judgeNow(userIds).catch((error: unknown) => {
      app.log.error({ err: error }, "users could not be judged at once: they stay due");
      return new Map<string, Judgement>();
    });
  };

  const { method, url, schema } = postEvents;
  app.route({
    method,
    url,
    schema,
    bodyLimit: LARGEST_BYTES,
    // Before the body is looked at: a stranger learns nothing about what a valid one is.
    onRequest: async (request) => {
      const key = apiKeyHeader(request);
      if (key === null) throw new AppError("wrong_key", "Send your app's key in the header Api-Key");
      const apiKey = await keys.find(key);
      if (apiKey === null) {
        logbook.unknownKey();
        throw new AppError("wrong_key", "The API key is not known");
      }
      keyOf.set(request, apiKey);
    },
    handler: async (request, reply) => {
      const apiKey = keyOf.get(request);
      if (apiKey === undefined) throw new Error("invariant: onRequest found the key");
      const { events } = request.body;
      const decide = request.query.decide === "true";
      const origin = notes.origin(request, apiKey, now());
      refuseOverLimit(gate.wait(apiKey, events.length), reply);
      const key = request.headers["idempotency-key"];
      const originOfEvent = (index: number) =>
        key === undefined ? origin : { ...origin, traceId: traceOfRequest(key, index) };
      const stored = await Promise.all(events.map((event, index) => store(event, originOfEvent(index), decide)));
      const users = decide ? await judged(stored) : new Map<string, Judgement>();
      const texts = ruleTexts(pack());
      const outcomes = stored.map((each) => outcomeOf(each, users, texts));
      // Who waited too long was sent away meanwhile.
      if (reply.sent) return reply;
      const status = statusOf(outcomes);
      const lost = outcomes.filter(({ outcome }) => outcome === "unavailable").length;
      if (lost > 0)
        notes.answered(request, apiKey, {
          reply,
          status: 503,
          message: `${lost} of ${events.length} events could not be stored`,
        });
      if (status === 503) void reply.header("retry-after", RETRY_AFTER.database);
      return reply.code(status).send({ outcomes });
    },
  });
};

type Stored = { readonly ack: Ack; readonly corrections: readonly string[] } | { readonly refused: EventOutcome };

function refuseOverLimit(wait: number, reply: FastifyReply): void {
  if (wait === 0) return;
  if (!Number.isFinite(wait)) throw new AppError("too_many_requests", "The key's limit lets fewer events pass at once");
  reply.header("retry-after", Math.ceil(wait / 1000));
  throw new AppError("too_many_requests", "Rate limit exceeded: see Retry-After");
}

function outcomeOf(
  stored: Stored,
  users: ReadonlyMap<string, Judgement>,
  texts: ReadonlyMap<string, RuleText>,
): EventOutcome {
  if ("refused" in stored) return stored.refused;
  const { ack, corrections } = stored;
  const user = users.get(ack.userId);
  const decision = user === undefined ? {} : { decision: decisionOf(user, texts) };
  return ack.repeated
    ? { outcome: "repeated", event: ack.eventId, ...decision }
    : { outcome: "stored", event: ack.eventId, corrections: [...corrections], ...decision };
}

function decisionOf({ score, verdict, matched, asOf, fill }: Judgement, texts: ReadonlyMap<string, RuleText>) {
  const rules = matched
    .filter(({ weight }) => weight !== 0)
    .map(({ rule, weight }) => {
      const because = texts.get(rule)?.because ?? null;
      return { rule, weight, because: because === null ? null : fill(because) };
    });
  return { score, verdict, rules, asOf: new Date(asOf).toISOString() };
}

/** One that is stored makes it a success: what became of the others is written beside it. */
function statusOf(outcomes: EventsAnswer["outcomes"]): 200 | 400 | 503 {
  if (outcomes.some(({ outcome }) => outcome === "stored" || outcome === "repeated")) return 200;
  return outcomes.every(({ outcome }) => outcome === "rejected") ? 400 : 503;
}
