import { sql, type RawBuilder } from "kysely";
import type { UserStatus } from "./user-status.ts";

/** `userStatus`, for the database: of a row of `users` under this name. */
export function statusSql(users: string): RawBuilder<UserStatus> {
  const [decision, reviewSince] = [sql.ref(`${users}.decision`), sql.ref(`${users}.review_since`)];
  return sql`case when ${decision} = 'blacklist' then 'blacklisted' when ${decision} = 'whitelist' then 'whitelisted'
    when ${reviewSince} is null then 'normal' else 'in_review' end`;
}
