import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { dueMark } from "./due-mark.ts";

/** What can have everybody of an app judged again. `blacklist`: how many users an address may have that is blacklisted. */
export const JUDGE_CHANGES = ["weights", "preset", "thresholds", "list", "pack", "blacklist"] as const;
export type JudgeChange = (typeof JUDGE_CHANGES)[number];

/**
 * Everybody of the app must be judged again. Within the transaction of the change, which touches no user: they are marked afterwards
 * by whoever has time (`markNextDue`), from the first one, also when an earlier change had its users half marked.
 */
export async function markAllDue({ db }: Pick<Store, "db">, appId: number, why: JudgeChange): Promise<void> {
  await db.updateTable("apps").set({ due_after: BEFORE_ALL }).where("app_id", "=", appId).execute();
  await sql`insert into judging_anew as j (app_id, why, changed_at, marked)
    values (${appId}, array[${sql.lit(why)}], clock_timestamp(), 0)
    on conflict (app_id) do update set changed_at = excluded.changed_at, marked = 0, total = null, finished_at = null,
      why = case when j.finished_at is not null then excluded.why when j.why @> excluded.why then j.why else j.why || excluded.why end`.execute(
    db,
  );
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
    counted as (
      update judging_anew j set marked = j.marked + (select count(*) from next),
        total = case when app.due_after < 0 then (select count(*) from users u where u.app_id = app.app_id) else j.total end
      from app where j.app_id = app.app_id
    ),
    marked as (
      update users u set ${dueMark("change", "u")} from next where u.user_id = next.user_id returning u.user_id
    )
    select (select app_id from app), array(select user_id::text from marked) as marked`.execute(db);
  const [next] = rows;
  return next === undefined || next.app_id === null ? null : next.marked;
}

/** Users who wait because of a change, and are marked. */
const WAITING = sql`select count(*) from users u where u.due_at is not null and u.due_why = 'change' and u.app_id = j.app_id`;

/** Says of the apps whose users are all judged that they are; a change that comes meanwhile is not overlooked. */
export async function endJudgingAnew({ db }: Store): Promise<void> {
  await sql`with judged as materialized (
      select app_id, changed_at from judging_anew j where finished_at is null
        and exists (select from apps a where a.app_id = j.app_id and a.due_after is null) and (${WAITING}) = 0
    )
    update judging_anew j set finished_at = clock_timestamp() from judged
    where j.app_id = judged.app_id and j.changed_at = judged.changed_at and j.finished_at is null`.execute(db);
}

/** How far judging everybody anew has come since the newest change. Times in milliseconds. */
export interface JudgingAnew {
  /** What has changed since everybody was judged last. */
  readonly why: readonly JudgeChange[];
  readonly changedAt: number;
  /** Null while it goes on. */
  readonly finishedAt: number | null;
  /** Null until the users are counted. */
  readonly total: number | null;
  readonly done: number;
  /** What it takes still, if it goes on as until now; null while that cannot be told. */
  readonly leftMs: number | null;
}

interface Row {
  readonly why: readonly JudgeChange[];
  readonly changed_at: Date;
  readonly finished_at: Date | null;
  readonly total: string | null;
  readonly done: string;
  readonly passed_ms: string;
}

/** Null before the first change. */
export async function readJudgingAnew({ db }: Store, appId: number): Promise<JudgingAnew | null> {
  const { rows } =
    await sql<Row>`select why, changed_at, finished_at, case when total is not null then greatest(total, marked) end as total,
      case when finished_at is null then greatest(marked - (${WAITING}), 0) else greatest(total, marked) end as done,
      extract(epoch from clock_timestamp() - changed_at) * 1000 as passed_ms
    from judging_anew j where app_id = ${appId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const total = row.total === null ? null : Number(row.total);
  const done = Number(row.done);
  return {
    why: row.why,
    changedAt: row.changed_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? null,
    total,
    done,
    leftMs: leftOf({ total, done, passedMs: Number(row.passed_ms), isOver: row.finished_at !== null }),
  };
}

function leftOf({ total, done, passedMs, isOver }: Pick<JudgingAnew, "total" | "done"> & Passed): number | null {
  if (isOver) return 0;
  return total === null || done === 0 ? null : Math.round((passedMs / done) * (total - done));
}

interface Passed {
  readonly passedMs: number;
  readonly isOver: boolean;
}
