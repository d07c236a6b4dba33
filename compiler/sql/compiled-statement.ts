import type { CompiledQuery } from "kysely";
import type { AttributeValue, Outcome } from "../typescript/evaluator.ts";

/** One user's answers, as a statement gives them. */
export interface JudgedUser {
  /** As the driver gives the type of `user_id` (text for int8). */
  readonly userId: string;
  /** In the order of `CompiledStatement.rules`. */
  readonly outcomes: readonly Outcome[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A statement that judges all users of a relation, with the way to read its rows. */
export interface CompiledStatement {
  readonly query: CompiledQuery;
  readonly rules: readonly string[];
  readonly attributes: readonly string[];
  /** Reads one row of the answer, as `pg` gives it. */
  readonly decode: (row: Readonly<Record<string, unknown>>) => JudgedUser;
}
