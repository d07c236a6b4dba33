import { sql } from "kysely";
import type { PoolClient } from "pg";
import { compileRaw, type Store } from "../db/store.ts";
import type { Decision } from "../users/user-status.ts";
import { userStatus } from "../users/user-status.ts";
import type { DryRunUser } from "./dry-run-types.ts";

interface UserRow {
  readonly user_id: string;
  readonly name: string;
  readonly score: number | null;
  readonly decision: Decision | null;
  readonly review_since: Date | null;
  readonly last_seen: Date;
}

/** Of these users the ones seen last, `limit` at most. */
export async function newestUsers(
  store: Store,
  client: PoolClient,
  userIds: readonly string[],
  limit: number,
): Promise<readonly DryRunUser[]> {
  if (userIds.length === 0 || limit === 0) return [];
  const { sql: text, parameters } = compileRaw(
    store,
    sql`select u.user_id, u.name, s.score, u.decision, u.review_since, u.last_seen
      from users u left join scores s on s.user_id = u.user_id
      where u.user_id in (select unnest(${[...userIds]}::bigint[]))
      order by u.last_seen desc, u.user_id desc limit ${limit}`,
  );
  const { rows } = await client.query<UserRow>(text, [...parameters]);
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    score: row.score,
    status: userStatus(row),
    lastSeen: row.last_seen.getTime(),
  }));
}
