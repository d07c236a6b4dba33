import { sql } from "kysely";
import { type ListEntries, type Plan, runtimeLists } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import { entriesOf, entriesQuery } from "./entries-at.ts";
import type { ListChange, StandingEntry } from "./list-types.ts";

/** How many entries a list has and when it changed last; version 0 was never changed. */
export interface ListState {
  readonly version: number;
  readonly entries: number;
  readonly changedAt: number | null;
}

/** A list as it stands at `at`, milliseconds. */
export async function listState({ db }: Store, appId: number, list: string, at: number): Promise<ListState> {
  const { rows } = await sql<{ version: number; changed_at: Date | null; entries: number }>`select
      coalesce(max(c.version), 0) as version, max(c.changed_at) as changed_at,
      (select count(*)::integer from list_entries e where e.app_id = ${appId} and e.list = ${list}
        and e.removed_version is null and (e.expires_at is null or e.expires_at > ${new Date(at)})) as entries
    from list_changes c where c.app_id = ${appId} and c.list = ${list}`.execute(db);
  const [row] = rows;
  return {
    version: row?.version ?? 0,
    entries: row?.entries ?? 0,
    changedAt: row?.changed_at?.getTime() ?? null,
  };
}

export interface ShowOptions {
  readonly appId: number;
  readonly list: string;
  /** Milliseconds. */
  readonly at: number;
  /** Found anywhere in an entry, ignoring case. */
  readonly search?: string | undefined;
  readonly limit: number;
}

/** The entries that stand now, those added last first. */
export async function standingEntries(
  { db }: Store,
  { appId, list, at, search = "", limit }: ShowOptions,
): Promise<readonly StandingEntry[]> {
  const { rows } = await sql<{
    value: string;
    changed_at: Date;
    email: string | null;
    reason: string | null;
    expires_at: Date | null;
  }>`select e.value, c.changed_at, o.email, c.reason, e.expires_at
    from list_entries e
    join list_changes c on c.app_id = e.app_id and c.list = e.list and c.version = e.added_version
    left join operators o on o.operator_id = c.operator_id
    where e.app_id = ${appId} and e.list = ${list} and e.removed_version is null
      and (e.expires_at is null or e.expires_at > ${new Date(at)})
      and strpos(lower(e.value), lower(${search})) > 0
    order by e.added_version desc, e.value limit ${limit}`.execute(db);
  return rows.map((row) => ({
    value: row.value,
    addedAt: row.changed_at.getTime(),
    operator: row.email,
    reason: row.reason,
    expiresAt: row.expires_at?.getTime() ?? null,
  }));
}

/** What was changed, the newest first. */
export async function listHistory(
  { db }: Store,
  { appId, list, limit }: Pick<ShowOptions, "appId" | "list" | "limit">,
): Promise<readonly ListChange[]> {
  const rows = await db
    .selectFrom("list_changes as c")
    .leftJoin("operators as o", "o.operator_id", "c.operator_id")
    .select(["c.version", "c.kind", "c.entries", "c.changed_at", "c.reason", "o.email"])
    .where("c.app_id", "=", appId)
    .where("c.list", "=", list)
    .orderBy("c.version", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ version, kind, entries, changed_at, reason, email }) => ({
    version,
    kind,
    entries,
    at: changed_at.getTime(),
    operator: email,
    reason,
  }));
}

/** The entries of a plan's runtime lists as they were at a moment, milliseconds. */
export async function entriesAsOf(
  { db }: Pick<Store, "db">,
  plan: Pick<Plan, "lists">,
  appId: number,
  at: number,
): Promise<ListEntries> {
  const lists = runtimeLists(plan);
  if (lists.length === 0) return new Map();
  const { rows } = await entriesQuery(appId, lists, { at }).execute(db);
  return entriesOf(lists, rows);
}
