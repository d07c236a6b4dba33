import { z } from "zod";

/**
 * What every endpoint of the console's API answers when it cannot do what was asked.
 * `message` is one sentence for a person; nothing of the server's inside (SQL, paths, stacks) is ever in it.
 */
export const PROBLEM_CODES = [
  "invalid_request",
  "not_signed_in",
  "wrong_credentials",
  "wrong_key",
  "foreign_origin",
  "not_found",
  "conflict",
  "too_many_requests",
  "too_large",
  "unsupported_media_type",
  "internal",
  "unavailable",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const Problem = z.object({ code: z.enum(PROBLEM_CODES), message: z.string() });
export type Problem = z.infer<typeof Problem>;

/** The answers that any console endpoint may give besides its own. */
export const PROBLEM_RESPONSES = {
  400: Problem,
  401: Problem,
  403: Problem,
  413: Problem,
  415: Problem,
  429: Problem,
  500: Problem,
  503: Problem,
} as const;
