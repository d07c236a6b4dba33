import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { isCurrentPack } from "./current-pack.ts";

export interface DueBefore {
  /** Due since before this moment; infinity asks for all who are due. Milliseconds. */
  readonly dueBefore: number;
  /** Scores that time alone may have changed by this moment. */
  readonly changedBefore: number;
  /** What judges here. While another server has a newer pack, those who are due are left to it. */
  readonly plan: string;
}

const MOST = 1000;

/** Who waits to be judged, the longest first, at most a thousand of each kind. */
export async function readDueUsers(
  { db }: Store,
  { dueBefore, changedBefore, plan }: DueBefore,
): Promise<readonly string[]> {
  const before = Number.isFinite(dueBefore)
    ? sql<Date>`${new Date(dueBefore).toISOString()}::timestamptz`
    : sql<Date>`'infinity'::timestamptz`;
  const [due, changed] = await Promise.all([
    db
      .selectFrom("users")
      .select("user_id")
      .where("due_at", "<=", before)
      .where(isCurrentPack(sql`${plan}::text`))
      .orderBy("due_at")
      .limit(MOST)
      .execute(),
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

/**
 * Everybody of the app must be judged again: weights, thresholds, lists or rules changed. Within the transaction of the change, which
 * touches no user: they are marked afterwards by whoever has time (`markNextDue`).
 */
export async function markAllDue({ db }: Pick<Store, "db">, appId: number): Promise<void> {
  await db.updateTable("apps").set({ due_after: BEFORE_ALL }).where("app_id", "=", appId).execute();
}

/** Ids are not negative. */
const BEFORE_ALL = "-1";
/** Locked together, for as long as it takes to write them: ingest may wait for that. */
const MARKED_AT_ONCE = 500;

/**
 * Marks the next users of an app whose judge has changed as due, and answers which; null when no app has any left. A score that the
 * old one gives meanwhile is either stored before its user's mark, or refused because of it. Processes take turns.
 */
export async function markNextDue({ db }: Store): Promise<readonly string[] | null> {
  const { rows } = await sql<{ app_id: number | null; marked: readonly string[] }>`with app as materialized (
      select app_id, due_after from apps where due_after is not null order by app_id limit 1 for no key update
    ),
    next as materialized (
      select u.user_id from users u join app on u.app_id = app.app_id and u.user_id > app.due_after
      order by u.user_id limit ${MARKED_AT_ONCE} for no key update of u
    ),
    moved as (update apps a set due_after = (select max(user_id) from next) from app where a.app_id = app.app_id),
    marked as (
      update users u set revision = u.revision + 1, due_at = coalesce(u.due_at, clock_timestamp())
      from next where u.user_id = next.user_id returning u.user_id
    )
    select (select app_id from app), array(select user_id::text from marked) as marked`.execute(db);
  const [next] = rows;
  return next === undefined || next.app_id === null ? null : next.marked;
}
