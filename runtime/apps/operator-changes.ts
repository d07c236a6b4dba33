import type { Store } from "../db/store.ts";
import { noteInEveryApp } from "../rights/operator-actions.ts";
import { createOperator } from "./operators.ts";

// Operators are of the whole installation, so each change of who may sign in is noted in the trail of every app.

export interface NewOperator {
  readonly email: string;
  /** Made by the caller. */
  readonly passwordHash: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Another person who may sign in. */
export async function addOperator(
  { db }: Store,
  { email, passwordHash, at }: NewOperator,
): Promise<{ readonly operatorId: number }> {
  return db.transaction().execute(async (transaction) => {
    const made = await createOperator({ db: transaction }, { email, passwordHash });
    const details = { email: email.toLowerCase() };
    await noteInEveryApp(transaction, { kind: "operator_added", operatorId: null, details, at });
    return made;
  });
}

/** What became of an operator who was to be removed. */
export type OperatorRemoval = "removed" | "unknown" | "last";

/** Removes an operator and ends their sessions; the last one stays. What they did stays noted under their number. */
export async function removeOperator({ db }: Store, email: string, at: number): Promise<OperatorRemoval> {
  return db.transaction().execute(async (transaction) => {
    // Locked, so that two who remove each other at once leave one.
    const operators = await transaction
      .selectFrom("operators")
      .select(["operator_id", "email"])
      .orderBy("operator_id")
      .forUpdate()
      .execute();
    const found = operators.find((operator) => operator.email === email.trim().toLowerCase());
    if (found === undefined) return "unknown";
    if (operators.length === 1) return "last";
    await transaction.deleteFrom("operators").where("operator_id", "=", found.operator_id).execute();
    await noteInEveryApp(transaction, {
      kind: "operator_removed",
      operatorId: null,
      details: { email: found.email },
      at,
    });
    return "removed";
  });
}

/** Sets another password and ends all sessions of the operator. False for an unknown one. */
export async function setOperatorPassword({ db }: Store, { email, passwordHash, at }: NewOperator): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable("operators")
      .set({ password_hash: passwordHash })
      .where("email", "=", email.trim().toLowerCase())
      .returning(["operator_id", "email"])
      .executeTakeFirst();
    if (changed === undefined) return false;
    await transaction.deleteFrom("operator_sessions").where("operator_id", "=", changed.operator_id).execute();
    const details = { email: changed.email };
    await noteInEveryApp(transaction, { kind: "operator_password_set", operatorId: null, details, at });
    return true;
  });
}
