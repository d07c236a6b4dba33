import { IngestUnavailable } from "../runtime/index.ts";

/** SQLSTATE: connection exceptions, shutting down, crashed, starting up, too many connections. */
const SQLSTATE = /^(?:08...|57P0[123]|53300)$/;
const SYSTEM = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** Errors of the driver that carry no code. */
const DRIVER =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Is the database unreachable at the moment? Then the answer is 503, and the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof IngestUnavailable) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && (SQLSTATE.test(code) || SYSTEM.has(code))) return true;
  return DRIVER.test(error.message) || (error.cause !== undefined && isUnavailable(error.cause));
}
