import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { postSensor, SENSOR_ANSWERS } from "../../api/index.ts";
import {
  parseSensorRequest,
  SENSOR_ENDPOINT,
  type ApiKey,
  type Ingest,
  type Logbook,
  type ReadEmail,
} from "../../runtime/index.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { logFailure } from "../plugins/problems.ts";
import { RETRY_AFTER, unavailability, type Unavailability } from "../unavailable.ts";
import { apiKeyHeader } from "./api-key-header.ts";
import { parseForm } from "./form-body.ts";
import type { KeyRing } from "./key-ring.ts";
import type { RateGate } from "./rate-gate.ts";
import { createRequestNotes, type RequestNotes } from "./request-notes.ts";

export interface SensorRoutesOptions {
  readonly keys: KeyRing<ApiKey>;
  readonly gate: RateGate;
  readonly ingest: Ingest;
  readonly logbook: Logbook;
  readonly readEmail: ReadEmail;
  readonly metrics: Metrics;
  readonly now: () => number;
}

/** The largest event that makes sense is a tenth of this: 20 fields of at most 2 KB, and a history of changes. */
const LARGEST_BYTES = 256 * 1024;

/**
 * The sensor. The key is asked for first, so that strangers cost a look-up and nothing else; then the key's limit; then the
 * fields. `200` goes out only after COMMIT.
 */
export async function sensorRoutes(app: FastifyInstance, options: SensorRoutesOptions): Promise<void> {
  await app.register(formbody, { bodyLimit: LARGEST_BYTES, parser: parseForm });
  app.addHook("onResponse", (_, reply, done) => {
    options.metrics.sensorRequests.inc({ status: reply.statusCode });
    done();
  });
  const notes = createRequestNotes({ ...options, endpoint: SENSOR_ENDPOINT });
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    notes.failed(request, apiKeyHeader(request) ?? formKey(fieldsOf(request.body)), { ...failure, reply });
    return answerFailure(error, failure, { request, reply });
  });
  for (const url of postSensor.urls) {
    app.route({
      method: postSensor.method,
      url,
      bodyLimit: LARGEST_BYTES,
      handler: (request, reply) => handleEvent(request, reply, { ...options, notes }),
    });
    app.route({
      method: ["GET", "PUT", "PATCH", "DELETE"],
      url,
      handler: (_, reply) => sendText(reply.header("allow", "POST"), 405, SENSOR_ANSWERS.wrongMethod),
    });
  }
}

async function handleEvent(
  request: FastifyRequest,
  reply: FastifyReply,
  { keys, gate, ingest, logbook, notes, now, readEmail }: SensorRoutesOptions & { readonly notes: RequestNotes },
): Promise<FastifyReply> {
  const fields = fieldsOf(request.body);
  const key = apiKeyHeader(request) ?? formKey(fields);
  if (key === null) return sendText(reply, 401, SENSOR_ANSWERS.missingKey);
  const apiKey = await keys.find(key);
  if (apiKey === null) {
    logbook.unknownKey();
    return sendText(reply, 401, SENSOR_ANSWERS.unknownKey);
  }
  const receivedAt = now();
  const wait = gate.wait(apiKey);
  if (wait > 0) {
    notes.answered(request, apiKey, { reply, status: 429, message: SENSOR_ANSWERS.rateLimited });
    return sendText(reply.header("retry-after", Math.ceil(wait / 1000)), 429, SENSOR_ANSWERS.rateLimited);
  }
  const origin = { ...notes.origin(request, apiKey, receivedAt), traceId: traceIdOf(request) };
  const parsed = parseSensorRequest(fields, { now: receivedAt, readEmail });
  if (parsed.kind === "rejected") {
    logbook.note(origin, { outcome: "rejected", ...parsed });
    return sendText(reply, parsed.status, parsed.message);
  }
  await ingest.submit(origin, parsed);
  // Who waited too long was sent away meanwhile.
  return reply.sent ? reply : reply.code(200).send();
}

type Fields = Readonly<Record<string, unknown>>;
const NO_FIELDS: Fields = {};

/** A list or a lone value has no fields: it is answered like an empty form. */
function fieldsOf(body: unknown): Fields {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return NO_FIELDS;
  return body as Fields; // any object can be read by name
}

/** The key among the fields, as short instructions send it with `curl -d key=…`. */
function formKey({ key }: Fields): string | null {
  return typeof key === "string" && key !== "" ? key : null;
}

const LONGEST_TRACE_ID = 36;

function traceIdOf({ headers }: FastifyRequest): string | null {
  const traceId = headers["x-request-id"];
  return typeof traceId === "string" && traceId !== "" ? traceId.slice(0, LONGEST_TRACE_ID) : null;
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(text);
}

const UNAVAILABLE: Readonly<Record<Unavailability, string>> = {
  database: SENSOR_ANSWERS.unavailable,
  busy: SENSOR_ANSWERS.busy,
};
const REFUSALS: Readonly<Record<number, string>> = {
  400: SENSOR_ANSWERS.unreadable,
  413: SENSOR_ANSWERS.tooLarge,
  415: SENSOR_ANSWERS.unsupported,
};

interface Failure {
  readonly status: number;
  readonly message: string;
  /** Seconds, of a request that may succeed later. */
  readonly retryAfter?: number;
}

function failureOf(error: unknown): Failure {
  const unavailable = unavailability(error);
  if (unavailable !== null)
    return { status: 503, message: UNAVAILABLE[unavailable], retryAfter: RETRY_AFTER[unavailable] };
  const status = statusOf(error);
  const refusal = REFUSALS[status];
  return refusal === undefined ? { status: 500, message: SENSOR_ANSWERS.failed } : { status, message: refusal };
}

function answerFailure(
  error: unknown,
  { status, message, retryAfter }: Failure,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): FastifyReply {
  logFailure(error, request, status);
  if (retryAfter !== undefined) void reply.header("retry-after", retryAfter);
  return sendText(reply, status, message);
}

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : null;
  return typeof status === "number" ? status : 500;
}
