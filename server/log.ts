import { pino, type DestinationStream, type LogFn, type Logger } from "pino";
import type { ServerEnv } from "./env.ts";
import { loggedError } from "./logged-error.ts";

/** What must never be read in a log, wherever a request or its body is logged. */
const SECRETS = [
  'headers["api-key"]',
  "headers.cookie",
  "headers.authorization",
  'res.headers["set-cookie"]',
  "password",
  "*.password",
  "key",
  "*.key",
  "token",
  "*.token",
];

/**
 * The server's log: JSON lines on standard error, so that standard output stays for people. It holds nothing personal beyond ids:
 * of an error what `loggedError` says, of a request its method and route, whoever logs them.
 */
export function createLog(
  level: ServerEnv["logLevel"],
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRETS, censor: "[secret]" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutValues },
      serializers: { req: loggedRequest, err: (error: unknown) => error },
      hooks: { logMethod: sayNoMessage },
    },
    destination,
  );
}

/** Errors under any name; left to themselves they are written with all that a library has hung on them. */
function withoutValues(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, value instanceof Error ? loggedError(value) : value]),
  );
}

/** The address of a request holds names, searches and keys; its route does not. */
function loggedRequest(request: unknown): object {
  if (typeof request !== "object" || request === null) return {};
  const { method, routeOptions } = request as { readonly method?: string; readonly routeOptions?: { url?: string } }; // Fastify's
  return { method, route: routeOptions?.url ?? "unknown" };
}

/** A library that gives no sentence, or the error's own as its sentence, would have that message written. */
function sayNoMessage(this: Logger, given: Parameters<LogFn>, log: LogFn): void {
  const [details, message, ...rest] = given as [unknown, string | undefined, ...unknown[]]; // pino's own signature has overloads
  const error = details instanceof Error ? details : errorIn(details);
  if (error === undefined) return log.apply(this, given);
  const sentence = message === undefined || message === error.message ? "something failed" : message;
  log.apply(this, [details instanceof Error ? { err: details } : details, sentence, ...rest] as Parameters<LogFn>);
}

function errorIn(details: unknown): Error | undefined {
  if (typeof details !== "object" || details === null || !("err" in details)) return undefined;
  return details.err instanceof Error ? details.err : undefined;
}
