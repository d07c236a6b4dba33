import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { PoolClient } from "pg";
import { momentOfRowId } from "../db/row-ids.ts";
import { createStatement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import type { AcceptedEvent } from "./accepted-event.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/**
 * Events that were sent again: by their id, the id of the same event that is stored, or comes first in the batch. The same are two with the
 * same trace id, user, time, type, address and payload that arrived within a day; an event without a trace id is never one of them.
 */
export type Repeated = ReadonlyMap<string, string>;

/** Those of the events that were stored before. Read after the users: whatever another process stores later changes their revision. */
export type FindStored = (
  client: Pick<PoolClient, "query">,
  events: readonly PreparedEvent[],
) => Promise<readonly StoredTrace[]>;

/** An event in the store with a trace id, as far as another can be the same. */
export interface StoredTrace {
  readonly key: string;
  readonly eventId: string;
  readonly content: Content;
}

/** What has to be equal, beside the key. */
type Content = Readonly<Record<"type" | "url" | "query" | "payload" | "changes", unknown>>;

const DAY_MS = 86_400_000;
const NONE: Repeated = new Map();

export function createFindStored(store: Store): FindStored {
  const statement = createStatement<TraceRow>(
    store,
    "ingest traces",
    ({ rows }) => sql`select e.user_id, e.time, e.trace_id, e.event_id, e.type, e.url, e.query, e.payload, (
        select json_agg(json_build_object('fieldId', c.field_id, 'fieldName', c.field_name, 'oldValue', c.old_value,
          'newValue', c.new_value, 'parentId', c.parent_id, 'parentName', c.parent_name) order by c.change_id)
        from field_changes c where c.user_id = e.user_id and c.event_id = e.event_id
      ) as changes
      from (select distinct * from ${rows("traces", TRACES)} b) b
      join events e on e.user_id = b.user_id and e.time = b.time and e.trace_id = b.trace_id`,
  );
  return async (client, events) => {
    const traced = events.filter(hasTrace);
    if (traced.length === 0) return [];
    const traces = traced.map(({ userId, time, origin }) => ({ user_id: userId, time, trace_id: origin.traceId }));
    const rows = await statement.run(client, { rows: { traces } });
    return rows.map(({ user_id, time, trace_id, event_id, type, url, query, payload, changes }) => ({
      key: keyOf(user_id, time.getTime(), trace_id),
      eventId: event_id,
      content: { type, url, query, payload, changes: changes ?? [] },
    }));
  };
}

const TRACES = { user_id: "bigint", time: "timestamptz", trace_id: "text" } as const;

interface TraceRow {
  readonly user_id: string;
  readonly time: Date;
  readonly trace_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly url: string;
  readonly query: string | null;
  readonly payload: unknown;
  readonly changes: readonly unknown[] | null;
}

/** Which of the events, in the order of their arrival, are the same as one that is stored or came before. */
export function findRepeated(events: readonly PreparedEvent[], stored: readonly StoredTrace[]): Repeated {
  const traced = events.filter(hasTrace);
  if (traced.length === 0) return NONE;
  const met = new Map<string, StoredTrace[]>();
  const remember = (trace: StoredTrace) => {
    const same = met.get(trace.key);
    if (same === undefined) met.set(trace.key, [trace]);
    else same.push(trace);
  };
  for (const trace of stored) remember(trace);
  const repeated = new Map<string, string>();
  for (const prepared of traced) {
    const trace = traceOf(prepared);
    const first = met.get(trace.key)?.find((other) => isRepetition(trace, other));
    if (first === undefined) remember(trace);
    else repeated.set(prepared.eventId, first.eventId);
  }
  return repeated;
}

/** An event that is met twice, or stands in the store already, is itself and no repetition: nothing would be left of it. */
function isRepetition(one: StoredTrace, other: StoredTrace): boolean {
  if (one.eventId === other.eventId) return false;
  const apart = Math.abs(momentOfRowId(one.eventId) - momentOfRowId(other.eventId));
  return apart <= DAY_MS && isDeepStrictEqual(one.content, other.content);
}

function hasTrace({ origin }: PreparedEvent): boolean {
  return origin.traceId !== null;
}

function traceOf({ userId, event, eventId, origin }: PreparedEvent): StoredTrace {
  return { key: keyOf(userId, event.time, origin.traceId ?? ""), eventId, content: contentOf(event) };
}

function keyOf(userId: string, time: number, traceId: string): string {
  return `${userId} ${time} ${traceId}`;
}

function contentOf({ type, url, query, search, emailChange, fieldChanges }: AcceptedEvent): Content {
  return { type, url, query, payload: search ?? emailChange, changes: type === "field_edit" ? fieldChanges : [] };
}
