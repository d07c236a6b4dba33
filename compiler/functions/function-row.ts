import type { RawBuilder } from "kysely";

/** A piece of SQL: a Kysely expression, every literal bound. */
export type Sql = RawBuilder<unknown>;

export interface SqlCall {
  readonly args: readonly Sql[];
  /** The start of the UTC day that is judged: milliseconds, `bigint`. */
  readonly dayStart: Sql;
  /** True when an argument may be missing; the row guards where PostgreSQL would not return NULL by itself. */
  readonly nullable: boolean;
  /** True when the result may leave the safe integers. */
  readonly guard: boolean;
}

/** How one function runs on both targets. Its signature and documentation: `dsl/types/functions.ts`. */
export interface FunctionRow {
  readonly sql: (call: SqlCall) => Sql;
  /** Its SQL is a regular expression: one of those that PostgreSQL keeps compiled. */
  readonly usesPattern?: true;
  /** The TypeScript implementation, over present arguments only. */
  readonly run: (...args: never[]) => string | number | boolean | null;
  /** Its name in emitted modules. */
  readonly name: string;
  /** Another name for calls whose result may leave the safe integers. */
  readonly guardedName?: string;
  /** It takes the start of the judged day before its own arguments. */
  readonly takesDayStart?: true;
}
