import { sql } from "kysely";
import { createStatement, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";

/**
 * Makes the users who are missing (rows `missing`) and locks those who are there, one after the other in the order of their ids.
 * The update that never happens is what locks: no row is written for a known user.
 */
export function createLockStatement(store: Store): Statement<Record<string, never>> {
  const columns = {
    user_id: "bigint",
    app_id: "integer",
    name: "text",
    name_check: "bigint",
    anonymous: "boolean",
    revision: "bigint",
    time: "timestamptz",
  } as const;
  return createStatement(
    store,
    "ingest lock",
    ({
      rows,
    }) => sql`insert into users (user_id, app_id, name, name_check, anonymous, first_seen, last_seen, event_count, ip_count,
        device_count, country_count, session_count, session_id, revision)
      select user_id, app_id, name, name_check, anonymous, time, time, 0, 0, 0, 0, 0, 0, revision from ${rows("users", columns)} b order by user_id
      on conflict (user_id) do update set name = users.name where false`,
  );
}
