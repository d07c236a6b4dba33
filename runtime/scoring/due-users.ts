import { sql } from "kysely";
import type { Store } from "../db/store.ts";

export interface DueBefore {
  /** Due since before this moment; infinity asks for all who are due. Milliseconds. */
  readonly dueBefore: number;
  /** Scores that time alone may have changed by this moment. */
  readonly changedBefore: number;
}

const MOST = 1000;

/** Who waits to be judged, the longest first, at most a thousand of each kind. */
export async function readDueUsers({ db }: Store, { dueBefore, changedBefore }: DueBefore): Promise<readonly string[]> {
  const before = Number.isFinite(dueBefore)
    ? sql<Date>`${new Date(dueBefore).toISOString()}::timestamptz`
    : sql<Date>`'infinity'::timestamptz`;
  const [due, changed] = await Promise.all([
    db.selectFrom("users").select("user_id").where("due_at", "<=", before).orderBy("due_at").limit(MOST).execute(),
    db
      .selectFrom("scores")
      .select("user_id")
      .where("next_change_at", "<=", new Date(changedBefore))
      .orderBy("next_change_at")
      .limit(MOST)
      .execute(),
  ]);
  return [...new Set([...due, ...changed].map(({ user_id }) => user_id))];
}

/** Everybody of the app must be judged again: weights, thresholds or rules changed. */
export async function markAllDue({ db }: Pick<Store, "db">, appId: number): Promise<void> {
  await db
    .with("locked", (query) =>
      query.selectFrom("users").select("user_id").where("app_id", "=", appId).orderBy("user_id").forUpdate(),
    )
    .updateTable("users")
    .from("locked")
    .set({ revision: sql`users.revision + 1`, due_at: sql`coalesce(users.due_at, clock_timestamp())` })
    .whereRef("users.user_id", "=", "locked.user_id")
    .execute();
}
