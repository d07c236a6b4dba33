import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem, ProblemCode } from "../../api/index.ts";
import { AppError } from "../app-error.ts";
import { RETRY_AFTER, unavailability, type Unavailability } from "../unavailable.ts";

const BY_STATUS: Readonly<Record<number, Problem>> = {
  400: { code: "invalid_request", message: "The request cannot be read" },
  404: { code: "not_found", message: "There is nothing here" },
  413: { code: "too_large", message: "The request's body is too large" },
  415: { code: "unsupported_media_type", message: "Send the body as application/json" },
  429: { code: "too_many_requests", message: "Too many requests: try again in a minute" },
};
const UNAVAILABLE: Readonly<Record<Unavailability, Problem>> = {
  database: { code: "unavailable", message: "The database is unavailable: try again in a moment" },
  busy: { code: "unavailable", message: "The server is too busy: try again in a moment" },
};
const INTERNAL: Problem = { code: "internal", message: "Something went wrong here; the server's log has the details" };

interface Answer {
  readonly status: number;
  readonly problem: Problem;
  /** Seconds, of a request that may succeed later. */
  readonly retryAfter?: number;
}

/** Any error as the caller may see it: refusals in words, everything else without a word about the inside. */
export function problemOf(error: unknown): Answer {
  if (error instanceof AppError)
    return { status: error.statusCode, problem: { code: error.code, message: error.message } };
  if (hasZodFastifySchemaValidationErrors(error)) return { status: 400, problem: invalid(error) };
  const unavailable = unavailability(error);
  if (unavailable !== null)
    return { status: 503, problem: UNAVAILABLE[unavailable], retryAfter: RETRY_AFTER[unavailable] };
  // Forbidden is what the static files say of paths outside their folder: there is nothing to be had.
  const status = statusOf(error) === 403 ? 404 : statusOf(error);
  const known = BY_STATUS[status];
  return known === undefined ? { status: 500, problem: INTERNAL } : { status, problem: known };
}

/**
 * The error handler of the console's API. Not async: an async one that returns its answer never ends a request whose
 * handler awaits `reply.send(error)`, as the one for static files does.
 */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, problem, retryAfter } = problemOf(error);
  logFailure(error, request, status);
  if (retryAfter !== undefined) void reply.header("retry-after", retryAfter);
  void reply.code(status).send(problem);
}

/** Our own failures are logged whole, refusals are not; work that was given up because its caller had gone is no failure. */
export function logFailure(error: unknown, request: FastifyRequest, status: number): void {
  if (status < 500) return;
  const what = { err: error, url: request.routeOptions.url };
  if (request.socket.destroyed) request.log.info(what, "a request ended after its caller had gone");
  else request.log.error(what, "a request failed");
}

function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return 500;
  return typeof error.statusCode === "number" ? error.statusCode : 500;
}

interface ZodFailure {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[];
  readonly validationContext?: string | undefined;
}

function invalid({ validation, validationContext }: ZodFailure): { code: ProblemCode; message: string } {
  const [first] = validation;
  const place = `${validationContext ?? "request"}${first?.instancePath ?? ""}`;
  return { code: "invalid_request", message: `${place}: ${first?.message ?? "cannot be read"}` };
}
