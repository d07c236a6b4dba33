import type { UserDetail } from "../../api/index.ts";
import type { DryRunResult } from "./dry-run-result.ts";

type Standing = Pick<UserDetail, "name" | "score" | "status">;

/** The result with the user's score and status as they are now: a decision must not leave the tables behind. */
export const restateUser =
  ({ name, score, status }: Standing) =>
  (result: DryRunResult | undefined): DryRunResult | undefined => {
    if (result?.answer.kind !== "judged") return result;
    const { answer } = result;
    const restate = <U extends Standing>(users: readonly U[]) =>
      users.map((user) => (user.name === name ? { ...user, score, status } : user));
    const side = <S extends { readonly users: readonly Standing[] }>(of: S) => ({ ...of, users: restate(of.users) });
    const difference = answer.difference && {
      ...answer.difference,
      gained: side(answer.difference.gained),
      lost: side(answer.difference.lost),
    };
    return { ...result, answer: { ...answer, users: restate(answer.users), difference } };
  };
