import type { ProblemCode } from "../../api/index.ts";

/** What went wrong with a request, as the studio tells it apart: the server's own codes, and the two that only a client sees. */
export type ApiErrorCode = ProblemCode | "unreachable" | "unexpected_answer";

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function isApiError(error: unknown, code?: ApiErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
