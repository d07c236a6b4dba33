import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { PoolClient } from "pg";
import { momentOfRowId } from "../db/row-ids.ts";
import { createStatement, type GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import type { AcceptedEvent } from "./accepted-event.ts";
import { iso } from "./iso-time.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/**
 * Events that were sent again: by their id, the id of the same event that is stored, or comes first in the batch. The same are two with the
 * same trace id, user, time, type, address and payload that arrived within a day; an event without a trace id is never one of them. One whose
 * time had to be corrected has that of its arrival, another one with each try: two of those are the same whatever their times.
 */
export type Repeated = ReadonlyMap<string, string>;

/** Those of the events that were stored before. Read after the users: whatever another process stores later changes their revision. */
export type FindStored = (
  client: Pick<PoolClient, "query">,
  events: readonly PreparedEvent[],
) => Promise<readonly StoredTrace[]>;

/** An event in the store with a trace id, as far as another can be the same. One that may have had no time of its own comes under two keys. */
export interface StoredTrace {
  readonly key: string;
  readonly eventId: string;
  readonly content: Content;
}

/** What has to be equal, beside the key. */
type Content = Readonly<Record<"type" | "url" | "query" | "payload" | "changes", unknown>>;

const DAY_MS = 86_400_000;
/** So long after its arrival an event has its id at the latest: nobody waits longer for an answer. What another process took later may be stored first. */
const NAMED_WITHIN_MS = 15_000;
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
      join events e on e.user_id = b.user_id and e.time >= b.earliest and e.time <= b.latest and e.trace_id = b.trace_id`,
  );
  return async (client, events) => {
    const traced = events.filter(hasTrace);
    if (traced.length === 0) return [];
    const rows = await statement.run(client, { rows: { traces: traced.map(searched) } });
    return rows.flatMap(({ user_id, time: stored, trace_id, event_id, type, url, query, payload, changes }) => {
      const time = stored.getTime();
      const keys = [keyOf(user_id, time, trace_id)];
      if (isOfArrival(event_id, time)) keys.push(keyOf(user_id, null, trace_id));
      const content = { type, url, query, payload, changes: changes ?? [] };
      return keys.map((key) => ({ key, eventId: event_id, content }));
    });
  };
}

const TRACES = { user_id: "bigint", trace_id: "text", earliest: "timestamptz", latest: "timestamptz" } as const;

function searched(prepared: PreparedEvent): GivenRow {
  const { userId, time, event, origin } = prepared;
  const between =
    timeOf(prepared) === null
      ? { earliest: iso(event.time - DAY_MS), latest: iso(event.time + NAMED_WITHIN_MS) }
      : { earliest: time, latest: time };
  return { user_id: userId, trace_id: origin.traceId, ...between };
}

/** Whether it happened when it arrived, as far as anybody can tell: its id was made then. */
function isOfArrival(eventId: string, time: number): boolean {
  const later = momentOfRowId(eventId) - time;
  return later >= 0 && later <= NAMED_WITHIN_MS;
}

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

function traceOf(prepared: PreparedEvent): StoredTrace {
  const { userId, event, eventId, origin } = prepared;
  return { key: keyOf(userId, timeOf(prepared), origin.traceId ?? ""), eventId, content: contentOf(event) };
}

/** Null when the event came without one that could be taken. */
function timeOf({ accepted, event }: PreparedEvent): number | null {
  return accepted.corrections.some(({ field }) => field === "eventTime") ? null : event.time;
}

function keyOf(userId: string, time: number | null, traceId: string): string {
  return `${userId} ${time ?? "arrival"} ${traceId}`;
}

function contentOf({ type, url, query, search, emailChange, fieldChanges }: AcceptedEvent): Content {
  return { type, url, query, payload: search ?? emailChange, changes: type === "field_edit" ? fieldChanges : [] };
}
