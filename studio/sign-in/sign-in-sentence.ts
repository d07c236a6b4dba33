import { isApiError } from "../client/api-error.ts";
import { text } from "../text/text.ts";

/** Why the sign-in was refused, in words that lead on. */
export function signInSentence(error: unknown): string {
  if (!isApiError(error)) return text.signIn.errors.other;
  switch (error.code) {
    case "wrong_credentials":
    case "too_many_requests":
    case "unreachable":
    case "unavailable":
    case "foreign_origin":
      return text.signIn.errors[error.code];
    default:
      return text.signIn.errors.other;
  }
}
