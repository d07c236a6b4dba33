import { sql, type RawBuilder } from "kysely";

/**
 * Why a user is due but for an event: the app's weights, thresholds, lists or rules changed; facts did; something that others share
 * with the user did; or a decision was made.
 */
export const DUE_WHYS = ["change", "facts", "shared", "decision"] as const;
export type DueWhy = (typeof DUE_WHYS)[number];

/**
 * What an `update users` sets of who must be judged again. `users` is the table's name in the statement. Who is due already stays due
 * for the first reason.
 */
export function dueMark(why: DueWhy, users = "users"): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${users}.${name}`);
  return sql`revision = ${column("revision")} + 1, due_at = coalesce(${column("due_at")}, clock_timestamp()),
    due_why = case when ${column("due_at")} is null then ${sql.lit(why)} else ${column("due_why")} end`;
}
