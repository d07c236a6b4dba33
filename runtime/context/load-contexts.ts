import { createHash } from "node:crypto";
import { sql, type CompiledQuery } from "kysely";
import type { PoolClient } from "pg";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { Decision } from "../users/user-status.ts";
import { compileRaw, runPrepared, type Store } from "../db/store.ts";
import { contextQuery, sliceColumn } from "./context-query.ts";
import { ROW_SOURCES, type ContextNeeds } from "./context-needs.ts";

/** A user as read for judging: one snapshot of all that the rules need, and of what a score may change. */
export interface LoadedUser {
  readonly userId: string;
  readonly appId: number;
  readonly revision: string;
  readonly decision: Decision | null;
  readonly decidedBy: "operator" | "threshold" | null;
  readonly reviewSince: Date | null;
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
  readonly next_event: Date | null;
}

/** Stand for the two parameters that change from call to call; everything else of the statement stays. */
const AS_OF = Symbol("asOf");
const IDS = Symbol("ids");

/** Reads users with exactly the sources, rows and fields that are needed. The statement is prepared once a connection. */
export function createContextLoader(store: Store, needs: ContextNeeds): ContextLoader {
  const query = compileRaw(
    store,
    contextQuery({
      needs,
      asOf: sql`${AS_OF}::timestamptz`,
      population: sql`select t.* from users t where t.user_id in (select unnest(${IDS}::bigint[]))`,
    }),
  );
  const name = `context ${createHash("sha256").update(query.sql).digest("base64url").slice(0, 22)}`;
  return {
    load: async (userIds, asOf) => {
      if (userIds.length === 0) return [];
      const client: Pick<PoolClient, "query"> = store.pool;
      const { rows } = await runPrepared<ContextRow>(client, name, bind(query, userIds, asOf));
      return rows.map((row) => loadedUser(row, needs));
    },
  };
}

function bind(query: CompiledQuery, userIds: readonly string[], asOf: number): CompiledQuery {
  const values = new Map<unknown, unknown>([
    [AS_OF, new Date(asOf).toISOString()],
    [IDS, userIds],
  ]);
  return { ...query, parameters: query.parameters.map((parameter) => values.get(parameter) ?? parameter) };
}

function loadedUser(row: ContextRow, needs: ContextNeeds): LoadedUser {
  return {
    userId: row.user_id,
    appId: row.app_id,
    revision: row.revision,
    decision: row.decision,
    decidedBy: row.decided_by,
    reviewSince: row.review_since,
    nextEvent: row.next_event?.getTime() ?? null,
    context: contextOf(row, needs),
  };
}

const NO_SOURCES = Object.fromEntries(ROW_SOURCES.map((source) => [source, []]));

function contextOf(row: ContextRow, { sources }: ContextNeeds): UserContext {
  const rows = sources.map(({ source, slices }) => [
    source,
    slices.flatMap((_, index) => row[sliceColumn(source, index)] as readonly unknown[]), // `json_agg` makes lists
  ]);
  return { ...NO_SOURCES, user: row.user, ...Object.fromEntries(rows) } as unknown as UserContext; // made by `contextQuery` from the catalogue; what the plan does not read is left out
}
