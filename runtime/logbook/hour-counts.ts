import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { LogbookOutcome } from "../db/schema.ts";
import { createStatement, type GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { typesOf, upsert, type UpsertColumns } from "../db/upsert.ts";
import { iso } from "../ingest/iso-time.ts";

const HOUR_MS = 3_600_000;

const COLUMNS = {
  app_id: ["integer", "key"],
  hour: ["timestamptz", "key"],
  endpoint: ["text", "key"],
  outcome: ["text", "key"],
  requests: ["bigint", "add"],
} as const satisfies UpsertColumns;

export interface Counted {
  readonly appId: number;
  readonly endpoint: string;
  readonly outcome: LogbookOutcome;
  /** Milliseconds. */
  readonly at: number;
}

/** How many requests of an app were answered in which way, by the hour: a chart outlives the lines of the logbook. */
export interface HourCounts {
  add(counted: Counted): void;
  /** Whether there is something to write. */
  wait(): boolean;
  /** Adds what was counted since the last time. Throws what the database says; nothing is lost then. */
  write(client: Pick<PoolClient, "query">): Promise<void>;
}

export function createHourCounts(store: Store): HourCounts {
  const statement = createStatement(store, "logbook hours", ({ rows }) => {
    const given = sql`${rows("hours", typesOf(COLUMNS))} b`;
    return upsert("logbook_hours", COLUMNS, given);
  });
  let counts = new Map<string, Count>();
  const add = ({ appId, endpoint, outcome, at }: Counted, requests = 1) => {
    const hour = Math.floor(at / HOUR_MS);
    const key = `${appId} ${hour} ${outcome} ${endpoint}`;
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { appId, endpoint, outcome, hour, requests });
    else count.requests += requests;
  };
  return {
    add: (counted) => add(counted),
    wait: () => counts.size > 0,
    write: async (client) => {
      if (counts.size === 0) return;
      const taken = counts;
      counts = new Map();
      try {
        await statement.run(client, { rows: { hours: [...taken.values()].map(rowOf) } });
      } catch (error) {
        for (const { hour, requests, ...count } of taken.values()) add({ ...count, at: hour * HOUR_MS }, requests);
        throw error;
      }
    },
  };
}

interface Count extends Omit<Counted, "at"> {
  readonly hour: number;
  requests: number;
}

function rowOf({ appId, endpoint, outcome, hour, requests }: Count): GivenRow {
  return { app_id: appId, hour: iso(hour * HOUR_MS), endpoint, outcome, requests: String(requests) };
}

export interface HourCount {
  /** When the hour begins, milliseconds. */
  readonly hour: number;
  readonly endpoint: string;
  readonly outcome: LogbookOutcome;
  readonly requests: number;
}

/** Hours that begin within these moments (milliseconds), the oldest first. */
export async function readHourCounts(
  { db }: Store,
  { appId, from, to }: { readonly appId: number; readonly from: number; readonly to: number },
): Promise<readonly HourCount[]> {
  const rows = await db
    .selectFrom("logbook_hours")
    .select(["hour", "endpoint", "outcome", "requests"])
    .where("app_id", "=", appId)
    .where("hour", ">=", new Date(from))
    .where("hour", "<", new Date(to))
    .orderBy("hour")
    .orderBy("endpoint")
    .orderBy("outcome")
    .execute();
  return rows.map(({ hour, requests, ...row }) => ({ ...row, hour: hour.getTime(), requests: Number(requests) }));
}
