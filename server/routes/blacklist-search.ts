import type { FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, type FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { searchBlacklist, type BlacklistProblem } from "../../api/index.ts";
import type { ApiKey, Logbook } from "../../runtime/index.ts";
import { logFailure, problemOf } from "../plugins/problems.ts";
import { apiKeyHeader } from "../sensor/api-key-header.ts";
import type { KeyRing } from "../sensor/key-ring.ts";
import type { RateGate } from "../sensor/rate-gate.ts";
import { createRequestNotes } from "../sensor/request-notes.ts";

export interface BlacklistSearchOptions {
  readonly keys: KeyRing<ApiKey>;
  /** Shared with the sensor: a key has one limit. */
  readonly gate: RateGate;
  readonly logbook: Logbook;
  readonly now: () => number;
  readonly search: (appId: number, value: string) => Promise<boolean>;
}

const PROBLEMS = {
  missingKey: { code: 900, message: "API key could not be found in the headers" },
  unknownKey: { code: 901, message: "API key is incorrect" },
  invalid: { code: 400, message: 'Send {"value": "…"} as application/json' },
  rateLimited: { code: 429, message: "Rate limit exceeded" },
  wrongMethod: { code: 405, message: "Ask with POST" },
  failed: { code: 500, message: "This function does not work right now" },
  unavailable: { code: 503, message: "The database is unavailable" },
} as const satisfies Record<string, BlacklistProblem>;

/** Whatever is asked about is one value of an event. */
const LARGEST_BYTES = 64 * 1024;

/** For applications that ask before they act. Statuses and codes are those that callers of this endpoint know. */
export const blacklistSearchRoutes: FastifyPluginAsyncZod<BlacklistSearchOptions> = async (app, options) => {
  const { keys, gate, logbook, search } = options;
  // Callers send JSON under any content type, or none.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));
  app.setErrorHandler((error, request, reply) => answerFailure(error, request, reply));
  const keyOf = new WeakMap<FastifyRequest, ApiKey>();

  const { method, urls, schema } = searchBlacklist;
  const notes = createRequestNotes({ ...options, endpoint: urls[0] });
  // Without what was asked about: it may be anybody's, whether they are a user or not.
  app.addHook("onResponse", (request, reply, done) => {
    const apiKey = keyOf.get(request);
    const status = reply.statusCode;
    const problem = Object.values(PROBLEMS).find(({ code }) => code === status);
    if (apiKey !== undefined) notes.answered(request, apiKey, { reply, status, message: problem?.message });
    done();
  });
  for (const url of urls) {
    app.route({
      method,
      url,
      schema,
      bodyLimit: LARGEST_BYTES,
      // Before the body is looked at: a stranger learns nothing about what a valid one is.
      onRequest: async (request, reply) => {
        if (request.headers["api-key"] === undefined) return reply.code(400).send(PROBLEMS.missingKey);
        const key = apiKeyHeader(request);
        const apiKey = key === null ? null : await keys.find(key);
        if (apiKey === null) {
          logbook.unknownKey();
          return reply.code(401).send(PROBLEMS.unknownKey);
        }
        keyOf.set(request, apiKey);
        const wait = gate.wait(apiKey);
        if (wait > 0)
          return reply
            .code(429)
            .header("retry-after", Math.ceil(wait / 1000))
            .send(PROBLEMS.rateLimited);
      },
      handler: async (request) => {
        const apiKey = keyOf.get(request);
        if (apiKey === undefined) throw new Error("invariant: onRequest found the key");
        const { value } = request.body;
        return { value, blacklisted: await search(apiKey.appId, value) };
      },
    });
    app.route({
      method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"],
      url,
      handler: (_, reply) => reply.code(405).header("allow", method).send(PROBLEMS.wrongMethod),
    });
  }
};

function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, retryAfter } = problemOf(error);
  logFailure(error, request, status);
  if (retryAfter !== undefined) return reply.code(503).header("retry-after", retryAfter).send(PROBLEMS.unavailable);
  const callers = hasZodFastifySchemaValidationErrors(error) || status < 500;
  return callers ? reply.code(400).send(PROBLEMS.invalid) : reply.code(500).send(PROBLEMS.failed);
}
