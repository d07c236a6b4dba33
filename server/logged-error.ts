import {
  DatabaseError,
  DataError,
  FactsError,
  IngestFull,
  IngestUnavailable,
  PackError,
  WrongSecret,
} from "../runtime/index.ts";
import { AppError } from "./app-error.ts";
import { EnvError } from "./env.ts";
import { StartError } from "./start-error.ts";
import { ServerBusy } from "./unavailable.ts";

/** What a log says of an error: what it is and where it happened, and nothing that somebody sent. */
export interface LoggedError {
  readonly type: string;
  /** Absent where the sentence is not ours and may carry a value. */
  readonly message?: string;
  /** A SQLSTATE, `ECONNREFUSED`, `FST_ERR_…`. */
  readonly code?: string;
  /** Names of the schema, never rows. */
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  /** What the system was asked for, and where. */
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly path?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/** Their sentences are written by us, without a value of an event or of a request. */
const OURS = [
  AppError,
  DatabaseError,
  DataError,
  EnvError,
  FactsError,
  IngestFull,
  IngestUnavailable,
  PackError,
  ServerBusy,
  StartError,
  WrongSecret,
];

/**
 * Classes of SQLSTATE whose primary message names things of the schema or of the server; those of other classes (22, data exceptions,
 * above all) quote values. `detail`, `where`, `hint` and `internalQuery` quote rows and parameters, whatever the class.
 */
const MESSAGES_WITHOUT_VALUES = new Set(["08", "0A", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58"]);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Errors without a class of their own: the driver's of a connection, ours of an event. */
const FIXED_SENTENCES = new Set([
  "Connection terminated unexpectedly",
  "Connection terminated",
  "timeout expired",
  "Query read timeout",
  "the event could not be stored",
]);

const NAMES = ["code", "schema", "table", "column", "constraint", "syscall", "address", "path"] as const;
const DEEPEST = 4;
const MOST_ERRORS = 5;

/** Any thrown value as it may be logged. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const message = messageOf(error);
  const stack = framesOf(error);
  return {
    type: error.constructor.name,
    ...(message === undefined ? {} : { message }),
    ...namesOf(error),
    ...(stack === "" ? {} : { stack }),
    ...(error.cause === undefined || depth >= DEEPEST ? {} : { cause: loggedError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < DEEPEST
      ? { errors: error.errors.slice(0, MOST_ERRORS).map((each) => loggedError(each, depth + 1)) }
      : {}),
  };
}

function messageOf(error: Error): string | undefined {
  if (OURS.some((kind) => error instanceof kind)) return error.message;
  if (error.message.startsWith("invariant: ") || FIXED_SENTENCES.has(error.message)) return error.message;
  const { code, syscall } = error as NodeJS.ErrnoException; // read as unknown text below
  if (typeof code === "string" && SQLSTATE.test(code) && "severity" in error)
    return MESSAGES_WITHOUT_VALUES.has(code.slice(0, 2)) ? error.message : undefined;
  return typeof syscall === "string" ? `${syscall} ${String(code)}` : undefined;
}

function namesOf(error: Error): Partial<Record<(typeof NAMES)[number], string>> & { readonly port?: number } {
  const properties = error as unknown as Readonly<Record<string, unknown>>; // errors of libraries: anything
  const port = properties["port"];
  return {
    ...Object.fromEntries(NAMES.flatMap((name) => (isText(properties[name]) ? [[name, properties[name]]] : []))),
    ...(typeof port === "number" ? { port } : {}),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** The places alone: before them a stack repeats the message, which may have lines that look like places. */
function framesOf({ stack = "", message }: Error): string {
  const at = stack.indexOf(message);
  const rest = at < 0 ? stack : stack.slice(at + message.length);
  return rest
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join("\n");
}
