import { sql } from "kysely";
import { createStatement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import type { RequestOrigin } from "./ingest-types.ts";
import { iso } from "./iso-time.ts";
import { SENSOR_ENDPOINT } from "./logbook-rows.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/** An event of the inbox as it can be prepared again. */
export interface KeptEvent {
  readonly userId: string;
  readonly eventId: string;
  readonly origin: RequestOrigin;
  /** The fields that were sent. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Keeps events safe until they are stored with all that follows from them: one narrow row each. */
export interface Inbox {
  /** Resolves after COMMIT, all or none. */
  keep(events: readonly PreparedEvent[]): Promise<void>;
  /**
   * The oldest that were received before this moment (milliseconds), whichever process took them; and those that were received long after
   * it, by a clock that was ahead.
   */
  receivedBefore(moment: number): Promise<readonly KeptEvent[]>;
  /** Leaves an event that cannot be stored where it is, for people to look at. */
  setAside(event: { readonly userId: string; readonly eventId: string }, failure: string): Promise<void>;
}

const COLUMNS = {
  user_id: "bigint",
  event_id: "bigint",
  app_id: "integer",
  api_key_id: "integer",
  remote_address: "text",
  trace_id: "text",
  received_at: "timestamptz",
  raw: "text",
} as const;

/** Rows that come and go make room for others only after a vacuum: some 10 MB of them. */
const ROWS_A_VACUUM = 20_000;
const MOST_READ = 500;
/** No live process has a clock that is so far from another's. */
const AHEAD_MS = 120_000;

export function createInbox(store: Store, onError: (error: unknown) => void): Inbox {
  const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  const insert = createStatement(
    store,
    "ingest keep",
    ({ rows }) =>
      sql`insert into inbox (${names}) select ${names} from ${rows("inbox", COLUMNS)} b order by user_id, event_id`,
  );
  let unvacuumed = 0;

  const vacuum = async () => {
    try {
      await store.pool.query("vacuum (index_cleanup on, truncate off) inbox");
    } catch (error) {
      // Autovacuum comes by later.
      onError(error);
    }
  };
  return {
    keep: async (events) => {
      await insert.run(store.keyed, { rows: { inbox: events.map(inboxRow) } });
      unvacuumed += events.length;
      if (unvacuumed < ROWS_A_VACUUM) return;
      unvacuumed = 0;
      void vacuum();
    },
    receivedBefore: async (moment) => {
      const rows = await store.db
        .selectFrom("inbox")
        .selectAll()
        .where("failure", "is", null)
        .where((is) =>
          is.or([is("received_at", "<", new Date(moment)), is("received_at", ">", new Date(moment + AHEAD_MS))]),
        )
        .orderBy("received_at")
        .orderBy("event_id")
        .limit(MOST_READ)
        .execute();
      return rows.map((row) => ({
        userId: row.user_id,
        eventId: row.event_id,
        origin: {
          appId: row.app_id,
          apiKeyId: row.api_key_id,
          // The inbox does not say; most events come this way.
          endpoint: SENSOR_ENDPOINT,
          remoteAddress: row.remote_address,
          traceId: row.trace_id,
          receivedAt: row.received_at.getTime(),
        },
        raw: JSON.parse(row.raw) as KeptEvent["raw"], // written by `keep`
      }));
    },
    setAside: async ({ userId, eventId }, failure) => {
      await store.db
        .updateTable("inbox")
        .set({ failure })
        .where("user_id", "=", userId)
        .where("event_id", "=", eventId)
        .execute();
    },
  };
}

function inboxRow({ userId, eventId, origin, raw }: PreparedEvent) {
  return {
    user_id: userId,
    event_id: eventId,
    app_id: origin.appId,
    api_key_id: origin.apiKeyId,
    remote_address: origin.remoteAddress,
    trace_id: origin.traceId,
    received_at: iso(origin.receivedAt),
    // Well-formed by definition: what no database column takes is escaped.
    raw,
  };
}
