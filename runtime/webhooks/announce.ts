import { sql, type RawBuilder } from "kysely";

/** What a webhook may be told of. */
export const WEBHOOK_TYPES = [
  "user.review_entered",
  "user.review_left",
  "user.blacklisted",
  "user.unblacklisted",
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/**
 * Puts a message for each webhook of the app that wants to know into the outbox: one INSERT, of the transaction or statement that makes the
 * change. `changes` is a FROM clause with `user_id`, `app_id`, the status `before` and `after`, `score` (may be null) and `by` (`threshold`
 * or `operator`). A message that outlives its user is not erased with them: its text goes when it was taken or given up.
 */
export function announce(
  changes: RawBuilder<unknown>,
  { outlivesUser = false }: { readonly outlivesUser?: boolean } = {},
): RawBuilder<unknown> {
  const about = outlivesUser ? sql`null::bigint` : sql`c.user_id`;
  return sql`insert into webhook_messages (webhook_id, app_id, user_id, type, body)
    select w.webhook_id, c.app_id, ${about}, t.type, json_build_object(
        'type', t.type,
        'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'data', json_build_object('app', a.name, 'user', n.name, 'before', c.before, 'status', c.after, 'score', c.score, 'by', c.by)
      )::text
    from ${changes} c
      join webhooks w on w.app_id = c.app_id
      join apps a on a.app_id = c.app_id
      join users n on n.user_id = c.user_id
      cross join unnest(array[
        case when c.after = 'in_review' then 'user.review_entered' end,
        case when c.before = 'in_review' then 'user.review_left' end,
        case when c.after = 'blacklisted' then 'user.blacklisted' end,
        case when c.before = 'blacklisted' then 'user.unblacklisted' end
      ]) as t(type)
    where c.before <> c.after and t.type = any(w.types)
    order by c.user_id`;
}
