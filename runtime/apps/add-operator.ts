import type { Store } from "../db/store.ts";
import { noteInEveryApp } from "../rights/operator-actions.ts";
import { createOperator } from "./operators.ts";

export interface NewOperator {
  readonly email: string;
  /** Made by the caller. */
  readonly passwordHash: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Another person who may sign in, noted in the trail of every app: operators are of the whole installation. */
export async function addOperator(
  { db }: Store,
  { email, passwordHash, at }: NewOperator,
): Promise<{ readonly operatorId: number }> {
  return db.transaction().execute(async (transaction) => {
    const made = await createOperator({ db: transaction }, { email, passwordHash });
    await noteInEveryApp(transaction, {
      kind: "operator_added",
      operatorId: null,
      details: { email: email.toLowerCase() },
      at,
    });
    return made;
  });
}
