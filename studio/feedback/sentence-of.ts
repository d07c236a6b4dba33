import { isApiError } from "../client/api-error.ts";
import { text } from "../text/text.ts";

/** What to tell a person about an error: what happened, and what they can do. */
export function sentenceOf(error: unknown): string {
  if (!isApiError(error)) return text.errors.crash;
  switch (error.code) {
    case "unreachable":
    case "unavailable":
    case "not_found":
    case "conflict":
    case "too_many_requests":
    case "too_large":
      return text.errors[error.code];
    case "invalid_request":
      return text.errors.refused(error.message);
    default:
      return text.errors.other;
  }
}
