import { sql } from "kysely";
import { createStatement, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { statusSql } from "../users/status-sql.ts";
import { announce } from "../webhooks/announce.ts";
import { isCurrentPack } from "./current-pack.ts";

export interface StoredScoreRow {
  readonly user_id: string;
  /** The score changed what rules may read: the user is due again. */
  readonly again: boolean;
}

/**
 * Stores scores (rows `scores`, see `ScoreRow`) of users who did not change since they were read: of others nothing is stored, they stay due.
 * Users are locked in the order of their ids, as ingest does. Only what differs from before goes into the history.
 */
export function createScoresStatement(store: Store): Statement<StoredScoreRow> {
  const columns = {
    user_id: "bigint",
    app_id: "integer",
    revision: "bigint",
    score: "smallint",
    matched: "jsonb",
    as_of: "timestamptz",
    next_change_at: "timestamptz",
    plan: "text",
    enter_review: "boolean",
    leave_review: "boolean",
    blacklist: "boolean",
  } as const;
  return createStatement(
    store,
    "scores",
    ({ rows }) => sql`with given as materialized (select * from ${rows("scores", columns)} b),
    unchanged as materialized (
      select u.user_id, ${statusSql("u")} as status,
        case when u.due_at is null then 'time' else coalesce(u.due_why, 'event') end as why
      from users u join given g on g.user_id = u.user_id and g.revision = u.revision
      order by u.user_id for update of u
    ),
    judged as (
      update users u set
        -- Rules may read the status: a user whom a threshold blacklisted is judged once more. Whom an older pack judged stays due.
        due_at = case when g.blacklist then clock_timestamp() when not ${isCurrentPack(sql`g.plan`)} then u.due_at end,
        due_why = case when g.blacklist then 'decision' when not ${isCurrentPack(sql`g.plan`)} then u.due_why end,
        revision = case when g.blacklist then u.revision + 1 else u.revision end,
        review_since = case when g.leave_review then null when g.enter_review then g.as_of else u.review_since end,
        decision = case when g.blacklist then 'blacklist' else u.decision end,
        decided_by = case when g.blacklist then 'threshold' else u.decided_by end,
        decided_operator = case when g.blacklist then null else u.decided_operator end,
        decided_at = case when g.blacklist then g.as_of else u.decided_at end
      from given g join unchanged using (user_id)
      where u.user_id = g.user_id
      returning u.user_id, g.blacklist as again, unchanged.status as status_before, ${statusSql("u")} as status, unchanged.why
    ),
    stored as (
      insert into scores (user_id, app_id, score, matched, as_of, next_change_at, plan)
      select user_id, app_id, score, matched, as_of, next_change_at, plan from given join judged using (user_id)
      on conflict (user_id) do update set score = excluded.score, matched = excluded.matched, as_of = excluded.as_of,
        next_change_at = excluded.next_change_at, plan = excluded.plan
    ),
    kept as (
      insert into score_history (user_id, as_of, app_id, score, status, matched, plan, why)
      select g.user_id, g.as_of, g.app_id, g.score, j.status, g.matched, g.plan, j.why
      from given g join judged j using (user_id) left join scores s on s.user_id = g.user_id
      where s.user_id is null or s.score <> g.score or s.matched <> g.matched or j.status <> j.status_before
      on conflict (user_id, as_of) do update set score = excluded.score, status = excluded.status, matched = excluded.matched,
        plan = excluded.plan, why = excluded.why
    ),
    told as (${announce(sql`(
      select j.user_id, g.app_id, j.status_before as before, j.status as after, g.score, 'threshold' as by
      from judged j join given g using (user_id) where j.status <> j.status_before
    )`)})
    select user_id, again from judged`,
  );
}
