import type { z } from "zod";
import { Problem } from "../../api/index.ts";
import { ApiError } from "./api-error.ts";

interface Schemas {
  readonly params?: z.ZodType;
  readonly querystring?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: { readonly 200?: z.ZodType; readonly 202?: z.ZodType; readonly 204?: z.ZodType };
}

/** The shape that every contract of `api/` has. */
export interface Contract {
  readonly method: string;
  readonly url: string;
  readonly schema: Schemas;
}

type Part<C extends Contract, K extends "params" | "querystring" | "body"> = C["schema"] extends {
  readonly [key in K]: infer S extends z.ZodType;
}
  ? z.input<S>
  : undefined;

type Given<K extends string, T> = T extends undefined
  ? object
  : object extends T
    ? { readonly [k in K]?: T }
    : { readonly [k in K]: T };

export type CallInput<C extends Contract> = Given<"params", Part<C, "params">> &
  Given<"query", Part<C, "querystring">> &
  Given<"body", Part<C, "body">>;

export type CallOutput<C extends Contract> = C["schema"]["response"] extends { readonly 200: infer S extends z.ZodType }
  ? z.output<S>
  : C["schema"]["response"] extends { readonly 202: infer S extends z.ZodType }
    ? z.output<S>
    : null;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** The request outlives the page; its body must be short then (64 kB with all others). */
  readonly keepalive?: boolean | undefined;
  /** Replaced in tests. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Asks the server by a contract of `api/` and checks the answer against it.
 *
 * @throws ApiError with the server's code and sentence, `unreachable` when there is no answer at all, and
 * `unexpected_answer` when the answer is none of the contract's. An abort is passed on as it is.
 */
export async function callApi<C extends Contract>(
  contract: C,
  input: CallInput<C>,
  { signal, keepalive = false, fetch = globalThis.fetch }: CallOptions = {},
): Promise<CallOutput<C>> {
  const { params, query, body } = input as Parts;
  const response = await send(fetch, addressOf(contract.url, params, query), {
    method: contract.method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
    ...(keepalive ? { keepalive } : {}),
    credentials: "same-origin",
  });
  if (!response.ok) throw await problemOf(response);
  const answer = contract.schema.response[200] ?? contract.schema.response[202];
  // The output type is null for a contract with neither.
  if (answer === undefined) return null as CallOutput<C>;
  const parsed = answer.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ApiError("unexpected_answer", parsed.error.message);
  // Parsed by the schema that the output type is taken from.
  return parsed.data as CallOutput<C>;
}

/** The address that a link goes to for an answer that the browser itself keeps: a file to download. */
export function urlOf<C extends Contract>(contract: C, input: CallInput<C>): string {
  const { params, query } = input as Parts;
  return addressOf(contract.url, params, query);
}

type Values = Readonly<Record<string, string | number | undefined>>;

/** What `CallInput` amounts to without its contract. */
interface Parts {
  readonly params?: Values;
  readonly query?: Values;
  readonly body?: unknown;
}

async function send(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError("unreachable", "the server cannot be reached", { cause: error });
  }
}

function addressOf(template: string, params: Values = {}, query: Values = {}): string {
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return search.size === 0 ? path : `${path}?${search}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = Problem.safeParse(await response.json().catch(() => undefined));
  if (problem.success) return new ApiError(problem.data.code, problem.data.message);
  return new ApiError(response.status >= 502 ? "unreachable" : "unexpected_answer", `status ${response.status}`);
}
