import type { UserDetail } from "../../api/index.ts";
import type { DryRunResult } from "./dry-run-result.ts";

/** The result with the user's score and status as they are now: a decision must not leave the table behind. */
export const restateUser =
  ({ name, score, status }: Pick<UserDetail, "name" | "score" | "status">) =>
  (result: DryRunResult | undefined): DryRunResult | undefined => {
    if (result?.answer.kind !== "judged") return result;
    const users = result.answer.users.map((user) => (user.name === name ? { ...user, score, status } : user));
    return { ...result, answer: { ...result.answer, users } };
  };
