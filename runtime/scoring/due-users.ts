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
