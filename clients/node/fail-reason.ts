import type { Answer } from "./ask.ts";
import type { FailReason } from "./notice.ts";

/** Why an answer is of no use. */
export function failReason(answer: Answer): FailReason {
  if (answer.kind === "failed") return answer.reason;
  if (answer.status === 429 || answer.status >= 500) return "unavailable";
  return answer.status >= 400 ? "refused" : "unexpected_answer";
}
