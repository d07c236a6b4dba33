import { sql, type RawBuilder, type SqlBool } from "kysely";

/**
 * Whether what was sent names this user. It is looked at as the text it is: it may hold escapes that PostgreSQL cannot read as JSON.
 */
export function namesUser(raw: RawBuilder<unknown>, userName: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`strpos(${raw}, ${JSON.stringify({ userName }).slice(1, -1)}) > 0`;
}
