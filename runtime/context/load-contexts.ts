import { sql } from "kysely";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { Decision } from "../users/user-status.ts";
import { createStatement } from "../db/statement.ts";
import { compileRaw, type Store } from "../db/store.ts";
import { contextQuery, type ContextQuery, linkedColumn, sliceColumn } from "./context-query.ts";
import { ROW_SOURCES, type ContextNeeds } from "./context-needs.ts";
import { EVENT_LINKS, linkRows } from "./row-links.ts";

/** A user as read for judging: one snapshot of all that the rules need, and of what a score may change. */
export interface LoadedUser {
  readonly userId: string;
  readonly appId: number;
  readonly revision: string;
  readonly decision: Decision | null;
  readonly decidedBy: "operator" | "threshold" | null;
  readonly reviewSince: Date | null;
  /** Another with every change of what the user's app judges by: as of the same moment as the rest. */
  readonly appVersion: string;
  /** Of peers that are not read: false for who can have none. */
  readonly hasCompany: boolean;
  /** The earliest event later than the judged moment, in milliseconds. */
  readonly nextEvent: number | null;
  readonly context: UserContext;
}

export interface ContextLoader {
  /** Users who do not exist are left out; the order is the database's. */
  load(userIds: readonly string[], asOf: number): Promise<readonly LoadedUser[]>;
}

interface ContextRow {
  readonly user: unknown;
  /** Slices of rows, by `sliceColumn`. */
  readonly [slice: string]: unknown;
  readonly user_id: string;
  readonly app_id: number;
  readonly revision: string;
  readonly decision: Decision | null;
  readonly decided_by: "operator" | "threshold" | null;
  readonly review_since: Date | null;
  readonly app_version: string;
  readonly company: boolean;
  readonly next_event: Date | null;
}

/** Reads users with exactly the sources, rows and fields that are needed. The statement is prepared once a connection. */
export function createContextLoader(
  store: Store,
  needs: ContextNeeds,
  { company = [] }: Pick<ContextQuery, "company"> = {},
): ContextLoader {
  const statement = createStatement<ContextRow>(store, "context", ({ value }) =>
    contextQuery({
      ...{ needs, company },
      asOf: sql`${value("asOf")}::timestamptz`,
      population: sql`select t.* from users t where t.user_id in (select unnest(${value("userIds")}::bigint[]))`,
    }),
  );
  return {
    load: async (userIds, asOf) => {
      if (userIds.length === 0) return [];
      const values = { asOf: new Date(asOf).toISOString(), userIds: [...userIds] };
      return (await statement.run(store.keyed, { values })).map((row) => loadedUser(row, needs));
    },
  };
}

/** Reads one user once: nothing stays prepared, for questions that need something else each time. Null for who does not exist. */
export async function loadContext(
  store: Store,
  needs: ContextNeeds,
  userId: string,
  asOf: number,
): Promise<LoadedUser | null> {
  const query = contextQuery({
    needs,
    asOf: sql`${new Date(asOf).toISOString()}::timestamptz`,
    population: sql`select t.* from users t where t.user_id = ${userId}::bigint`,
  });
  const { sql: text, parameters } = compileRaw(store, query);
  const { rows } = await store.pool.query<ContextRow>(text, [...parameters]);
  const [row] = rows;
  return row === undefined ? null : loadedUser(row, needs);
}

function loadedUser(row: ContextRow, needs: ContextNeeds): LoadedUser {
  return {
    userId: row.user_id,
    appId: row.app_id,
    revision: row.revision,
    decision: row.decision,
    decidedBy: row.decided_by,
    reviewSince: row.review_since,
    appVersion: row.app_version,
    hasCompany: row.company,
    nextEvent: row.next_event?.getTime() ?? null,
    context: contextOf(row, needs),
  };
}

const NO_SOURCES = Object.fromEntries(ROW_SOURCES.map((source) => [source, []]));

/** A context made by `contextQuery` from the catalogue; what the plan does not read is left out. */
function contextOf(row: ContextRow, { sources }: ContextNeeds): UserContext {
  const rows = new Map(
    sources.map(({ source, slices }) => [source, slices.flatMap((_, i) => rowsIn(row, sliceColumn(source, i)))]),
  );
  const events = rows.get("events") ?? [];
  for (const { field, source } of EVENT_LINKS) {
    if (sources.every((each) => each.source !== source || each.linked !== true)) continue;
    linkRows(events, field, [...(rows.get(source) ?? []), ...rowsIn(row, linkedColumn(source))]);
  }
  return { ...NO_SOURCES, user: row.user, ...Object.fromEntries(rows) } as unknown as UserContext;
}

type JsonRow = Record<string, unknown>;

function rowsIn(row: ContextRow, column: string): readonly JsonRow[] {
  return (row[column] ?? []) as readonly JsonRow[]; // `json_agg` makes lists of objects
}
