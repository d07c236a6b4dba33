import { isApiError } from "./api-error.ts";

/** Nobody answers for now, or the server has no database: the same question has another answer later. */
export function isAway(error: unknown): boolean {
  return isApiError(error, "unreachable") || isApiError(error, "unavailable");
}
