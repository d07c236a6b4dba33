import { sql, type Transaction } from "kysely";
import type { Installation } from "../db/installation.ts";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { forgetEvents, type Forgotten } from "../rights/forget-events.ts";
import { removeUser } from "../rights/remove-user.ts";
import { runSql, type RunSql } from "../rights/run-sql.ts";
import { forgetScoreHistory } from "../scoring/score-history.ts";
import { cutTrails } from "./cut-trails.ts";

export interface BatchSizes {
  /** Users that are looked at. */
  readonly looked: number;
  /** Locked together: ingest may wait for that. */
  readonly users: number;
  readonly events: number;
}

const SIZES: BatchSizes = { looked: 2000, users: 50, events: 1000 };

/** What a batch deleted. */
export interface Deleted extends Forgotten {
  readonly changes: number;
  readonly users: number;
}

/** `idle`: no run goes on, or another process has the next batch of each. */
export type BatchOutcome =
  | { readonly kind: "idle" }
  | { readonly kind: "worked"; readonly deleted: Deleted }
  | { readonly kind: "finished"; readonly appId: number };

/** Deletes what is too old of the next users of a run. Throws the database's error; nothing is deleted then. */
export type RetentionBatch = (at: number) => Promise<BatchOutcome>;

export function createRetentionBatch(
  { db }: Store,
  installation: Installation,
  sizes: BatchSizes = SIZES,
): RetentionBatch {
  return (at) =>
    db.transaction().execute(async (transaction) => {
      const run = runSql(transaction);
      const [going] = await run<Going>(sql`select app_id, cutoff, after_user_id from retention_runs
        where finished is null order by app_id limit 1 for update skip locked`);
      if (going === undefined) return { kind: "idle" };
      const next = await nextUsers(run, going, sizes);
      if (next.looked === 0) {
        const scores = await forgetScoreHistory(
          { db: transaction },
          { appId: going.app_id, before: going.cutoff, limit: sizes.events },
        );
        if (scores === sizes.events) return { kind: "worked", deleted: NOTHING };
        await finish(run, going, at);
        return { kind: "finished", appId: going.app_id };
      }
      const deleted = await deleteOld(transaction, { installation, going, userIds: next.old, limit: sizes.events, at });
      // With more events than a batch may delete the same users come next.
      const after = deleted.events === sizes.events ? going.after_user_id : next.last;
      await run(sql`update retention_runs set after_user_id = ${after}, events = events + ${deleted.events},
        changes = changes + ${deleted.changes}, identities = identities + ${deleted.identities}, users = users + ${deleted.users}
        where app_id = ${going.app_id}`);
      return { kind: "worked", deleted };
    });
}

interface Going {
  readonly app_id: number;
  readonly cutoff: Date;
  readonly after_user_id: string;
}

interface NextUsers {
  readonly looked: number;
  readonly old: readonly string[];
  /** With whom the next batch goes on. */
  readonly last: string;
}

/** Looks at the next users, and takes of them the first who have something old. */
async function nextUsers(
  run: RunSql,
  { app_id, cutoff, after_user_id }: Going,
  { looked, users }: BatchSizes,
): Promise<NextUsers> {
  const before = sql`${cutoff.toISOString()}::timestamptz`;
  const rows = await run<{ user_id: string; is_old: boolean }>(sql`select u.user_id,
      (exists (select from events e where e.user_id = u.user_id and e.time < ${before})
        or exists (select from field_changes c where c.user_id = u.user_id and c.time < ${before})) as is_old
    from (select user_id from users where app_id = ${app_id} and user_id > ${after_user_id} order by user_id limit ${looked}) u
    order by u.user_id`);
  const old = rows.filter(({ is_old }) => is_old).map(({ user_id }) => user_id);
  const taken = old.slice(0, users);
  const last = old.length > users ? taken.at(-1) : rows.at(-1)?.user_id;
  return { looked: rows.length, old: taken, last: last ?? after_user_id };
}

interface Old {
  readonly installation: Installation;
  readonly going: Going;
  readonly userIds: readonly string[];
  readonly limit: number;
  readonly at: number;
}

const NOTHING: Deleted = { events: 0, identities: 0, changes: 0, users: 0 };

async function deleteOld(
  db: Transaction<Database>,
  { installation, going: { app_id: appId, cutoff: before }, userIds, limit, at }: Old,
): Promise<Deleted> {
  if (userIds.length === 0) return NOTHING;
  const run = runSql(db);
  await run(sql`select from users where user_id in (select unnest(${userIds}::bigint[])) order by user_id for update`);
  const forgotten = await forgetEvents(run, installation.ids, {
    appId,
    userIds,
    before,
    limit,
    keepsBlacklisted: true,
  });
  const changes = await cutTrails(run, installation.trailKey, { userIds, before });
  const empty = await run<{ user_id: string; name: string }>(sql`select user_id, name from users u
    where user_id in (select unnest(${userIds}::bigint[])) and decision is null and review_since is null
      and not exists (select from events e where e.user_id = u.user_id)
      and not exists (select from field_changes c where c.user_id = u.user_id)`);
  for (const { user_id: userId, name } of empty)
    await removeUser(run, installation, { userId, appId, name }, { reason: "retention", operatorId: null, at });
  return { ...forgotten, changes, users: empty.length };
}

/** Requests of that time are of the same age as their events. */
async function finish(run: RunSql, { app_id, cutoff }: Going, at: number): Promise<void> {
  await run(sql`delete from logbook where app_id = ${app_id} and started < ${cutoff.toISOString()}::timestamptz`);
  await run(sql`update retention_runs set finished = ${new Date(at).toISOString()} where app_id = ${app_id}`);
}
