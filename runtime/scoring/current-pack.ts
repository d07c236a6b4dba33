import { sql, type RawBuilder, type SqlBool } from "kysely";

/** The row of `installation` with the fingerprint of the pack that judges: of the server that started, or read its rules, last. */
export const CURRENT_PACK = "pack";

/** Whether a plan is the one that judges; any is where no server ever said. */
export function isCurrentPack(plan: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`not exists (select from installation where name = ${sql.lit(CURRENT_PACK)} and value <> ${plan})`;
}
