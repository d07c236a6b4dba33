import { sql } from "kysely";
import type { Sql } from "./function-row.ts";

/**
 * The value, or NULL outside ±(2^53−1), as a `bigint`. It mentions the value once, so guards nest without growing:
 * clamped to one beyond the range, and what was clamped becomes NULL (so does a NULL, which `greatest` skips).
 */
export function safeRange(value: Sql): Sql {
  return sql`(nullif(nullif(least(greatest((${value})::numeric, -9007199254740992), 9007199254740992), 9007199254740992), -9007199254740992))::bigint`;
}
