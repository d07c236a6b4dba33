import { sql, type Transaction } from "kysely";
import type { Installation } from "../db/installation.ts";
import { announce } from "../db/notify.ts";
import { createRowIds, momentOfRowId } from "../db/row-ids.ts";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { markSharersDue } from "../decisions/mark-sharers.ts";
import { lockFlags, settleFlags } from "../decisions/settle-flags.ts";
import { retried } from "../ingest/database-failures.ts";
import { findUserId } from "../users/find-user.ts";
import { statusSql } from "../users/status-sql.ts";
import type { UserStatus } from "../users/user-status.ts";
import { announce as tellWebhooks } from "../webhooks/announce.ts";
import { forgetEvents, type Forgotten } from "./forget-events.ts";
import { noteAction } from "./operator-actions.ts";
import { removeUser } from "./remove-user.ts";
import { runSql } from "./run-sql.ts";

export interface Erasing {
  readonly appId: number;
  readonly userName: string;
  /** Null from the command line. */
  readonly operatorId: number | null;
  /** Milliseconds. */
  readonly at: number;
}

export interface Erased extends Forgotten {
  readonly userId: string;
}

export interface ErasePace {
  /** Who sends events of this user waits for so many to go. */
  readonly eventsAStep: number;
  /** Within that the totals of an app know of an event (`totals.ts`): sooner it could not be taken off them. */
  readonly countedWithinMs: number;
}

const PACE: ErasePace = { eventsAStep: 1000, countedWithinMs: 2000 };

/**
 * Erases a user: first the events, some at a time, so that nobody waits for long; then the user with all that is left, in one transaction with the
 * tombstone and the entry of what the operator did. Events that arrive afterwards make a new user of the same id. Called again it goes on
 * where it was interrupted.
 *
 * @returns null when there is no such user.
 */
export async function eraseUser(
  store: Store,
  installation: Installation,
  erasing: Erasing,
  { eventsAStep, countedWithinMs }: ErasePace = PACE,
): Promise<Erased | null> {
  const userId = await findUserId(store, erasing.appId, erasing.userName);
  if (userId === null) return null;
  await untilCounted(store, userId, countedWithinMs);
  const inTransaction = <T>(run: (db: Transaction<Database>) => Promise<T>) =>
    retried(() => store.db.transaction().execute(run));
  await inTransaction((db) => takeBack(db, erasing.appId, userId));
  let before: Forgotten = { events: 0, identities: 0 };
  for (;;) {
    const step = { ...erasing, userId, before, eventsAStep };
    const { next, ...forgotten } = await inTransaction((db) => eraseStep(db, installation, step));
    if (next === "nothing") return { userId, ...forgotten };
    if (next === "take back") await inTransaction((db) => takeBack(db, erasing.appId, userId));
    before = forgotten;
  }
}

/**
 * Takes a decision back while the user still has all that it listed; what other blacklisted users have stays listed. Without a
 * decision nothing that still arrives is listed again. Webhooks are told that the user is off the blacklist, or waits for no review.
 */
async function takeBack(db: Transaction<Database>, appId: number, userId: string): Promise<void> {
  await lockFlags(db, appId);
  // Who has this user among peers is judged without them.
  await markSharersDue(db, userId);
  await settleFlags(db, { appId, userId, listed: false, forgetCleared: false });
  const { rows } = await sql<{ readonly status: UserStatus }>`select ${statusSql("users")} as status from users
    where user_id = ${userId} for update`.execute(db);
  await sql`update users set decision = null, decided_by = null, decided_operator = null, decided_at = null, review_since = null
    where user_id = ${userId}`.execute(db);
  const changes = sql`(
    select u.user_id, u.app_id, ${rows[0]?.status ?? null}::text as before, ${statusSql("u")} as after, s.score, 'operator' as by
    from users u left join scores s on s.user_id = u.user_id where u.user_id = ${userId}
  )`;
  await tellWebhooks(changes, { outlivesUser: true }).execute(db);
}

interface Step extends Erasing {
  readonly userId: string;
  /** What the steps before have erased. */
  readonly before: Forgotten;
  readonly eventsAStep: number;
}

interface Stepped extends Forgotten {
  /** What is left to do: a threshold may list the user again meanwhile, with what they still have. */
  readonly next: "nothing" | "step" | "take back";
}

async function eraseStep(db: Transaction<Database>, installation: Installation, step: Step): Promise<Stepped> {
  const { appId, userId, userName: name, before, eventsAStep: limit } = step;
  const run = runSql(db);
  const [user] = await run<{ status: UserStatus }>(
    sql`select ${statusSql("users")} as status from users where user_id = ${userId} for update`,
  );
  // Somebody else has erased them meanwhile.
  if (user === undefined) return { ...before, next: "nothing" };
  if (user.status !== "normal") return { ...before, next: "take back" };
  const gone = await forgetEvents(run, installation.ids, { appId, userIds: [userId], limit, keepsBlacklisted: false });
  const events = before.events + gone.events;
  const identities = before.identities + gone.identities;
  if (gone.events === limit) return { events, identities, next: "step" };
  const left = await removeUser(run, installation, { userId, appId, name }, { ...step, reason: "operator" });
  const forgotten = { events, identities: identities + left };
  const actionId = createRowIds(() => step.at)();
  await noteAction(db, { ...step, actionId, kind: "user_erased", details: { ...forgotten } });
  await announce({ db }, { kind: "user_erased", appId, userId });
  return { ...forgotten, next: "nothing" };
}

async function untilCounted({ db }: Store, userId: string, withinMs: number): Promise<void> {
  const { rows } = await sql<{ newest: string | null }>`select max(event_id)::text as newest from events
    where user_id = ${userId}`.execute(db);
  const newest = rows[0]?.newest ?? null;
  const left = newest === null ? 0 : momentOfRowId(newest) + withinMs - Date.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(left, withinMs)));
}
