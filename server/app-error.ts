import type { ProblemCode } from "../api/index.ts";

const STATUS = {
  invalid_request: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  wrong_key: 401,
  foreign_origin: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ProblemCode, number>;

/** A refusal that the caller of the console's API is meant to read. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ProblemCode;
  readonly statusCode: number;

  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
    this.statusCode = STATUS[code];
  }
}
