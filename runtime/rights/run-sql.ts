import type { Kysely, RawBuilder } from "kysely";
import type { Database } from "../db/schema.ts";

/** Runs a statement in a transaction and answers its rows. */
export type RunSql = <R extends object>(statement: RawBuilder<unknown>) => Promise<readonly R[]>;

export function runSql(db: Kysely<Database>): RunSql {
  return async <R extends object>(statement: RawBuilder<unknown>) =>
    (await (statement as RawBuilder<R>).execute(db)).rows; // the caller knows what it selects
}
