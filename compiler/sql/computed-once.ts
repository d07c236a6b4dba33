import { sql } from "kysely";
import type { Sql } from "../functions/function-row.ts";

/**
 * A relation that does not depend on what it is joined to, kept when it is computed: a join by nested loops would otherwise
 * compute it for every user, and of users whom no statistics know yet the planner expects one.
 */
export function computedOnce(rows: Sql): Sql {
  return sql`WITH once AS MATERIALIZED (${rows}) SELECT once.* FROM once`;
}
