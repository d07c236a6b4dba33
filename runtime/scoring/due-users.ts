import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { isCurrentPack } from "./current-pack.ts";

export interface DueBefore {
  /** Due for so long already, by the clock of the database, which marked them; milliseconds. Zero asks for all who are due. */
  readonly dueFor: number;
  /** Scores that time alone may have changed by this moment. */
  readonly changedBefore: number;
  /** What judges here. While another server has a newer pack, those who are due are left to it. */
  readonly plan: string;
}

const MOST = 1000;

/** Who waits to be judged, the longest first, at most a thousand of each kind. */
export async function readDueUsers(
  { db }: Store,
  { dueFor, changedBefore, plan }: DueBefore,
): Promise<readonly string[]> {
  const before = sql<Date>`statement_timestamp() - ${dueFor} * interval '1 ms'`;
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

/** More is no skew of two clocks. */
const AHEAD_MS = 10_000;

/** Marks users as due whose score speaks of a moment that is still to come: it was made by a clock that was wrong, and would stand until then. */
export async function markJudgedAhead({ db }: Pick<Store, "db">, now: number): Promise<void> {
  const ahead = db
    .selectFrom("scores")
    .select("user_id")
    .where("as_of", ">", new Date(now + AHEAD_MS));
  await db
    .updateTable("users")
    .set({ due_at: sql`coalesce(due_at, clock_timestamp())`, revision: sql`revision + 1` })
    .where("user_id", "in", ahead)
    .execute();
}
