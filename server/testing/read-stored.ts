import type { Pool } from "pg";

/** What is left of one request: its line in the logbook, and the event with what came with it. Absent: nothing was stored. */
export interface StoredRequest {
  /** What the logbook says was corrected or refused. */
  readonly messages: readonly string[];
  readonly event: StoredEvent | null;
}

/** Fields that are null or empty are left out. Times as `2026-11-20 10:00:00.000`, in UTC. */
export type StoredEvent = Readonly<Record<string, unknown>>;

interface Row {
  readonly api_key_id: number;
  readonly messages: readonly string[] | null;
  readonly event: Readonly<Record<string, unknown>> | null;
}

const COLUMNS = `
  select l.api_key_id, l.messages, case when e.event_id is not null then json_strip_nulls(json_build_object(
    'userName', u.name, 'firstName', u.first_name, 'lastName', u.last_name, 'fullName', u.full_name,
    'userCreated', to_char(u.created_sent at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
    'eventTime', to_char(e.time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
    'eventType', e.type, 'httpCode', e.http_code, 'httpMethod', upper(e.http_method), 'traceId', e.trace_id,
    'url', e.url, 'pageTitle', e.page_title, 'query', e.query, 'httpReferer', e.referer, 'ipAddress', host(e.address::inet),
    'userAgent', d.user_agent, 'browserLanguage', d.language,
    'emailAddress', m.address, 'phoneNumber', p.number, 'payload', e.payload,
    'fieldHistory', (
      select json_agg(json_build_object('field_id', c.field_id, 'field_name', c.field_name, 'old_value', c.old_value,
        'new_value', c.new_value, 'parent_id', c.parent_id, 'parent_name', c.parent_name) order by c.change_id)
      from field_changes c where c.user_id = e.user_id and c.event_id = e.event_id
    ))) end as event
  from logbook l
  left join events e on e.user_id = l.user_id and e.event_id = l.event_id
  left join users u on u.user_id = e.user_id
  left join user_devices d on d.user_id = e.user_id and d.device_id = e.device_id
  left join user_emails m on m.user_id = e.user_id and m.email_id = e.email_id
  left join user_phones p on p.user_id = e.user_id and p.phone_id = e.phone_id
  where l.outcome <> 'answered'
  order by l.logbook_id`;

/** All requests that the logbook holds but for questions, by the key that they came with. */
export async function readStored(pool: Pool): Promise<ReadonlyMap<number, StoredRequest>> {
  const { rows } = await pool.query<Row>(COLUMNS);
  return new Map(rows.map(({ api_key_id, messages, event }) => [api_key_id, { messages: messages ?? [], event }]));
}
