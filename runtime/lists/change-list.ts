import { sql, type Transaction } from "kysely";
import { LIMITS } from "../../dsl/types/limits.ts";
import { announce } from "../db/notify.ts";
import type { Database, ListChangeKind } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { markAllDue } from "../scoring/judging-anew.ts";
import type { EntryProblem, KeptList } from "./list-types.ts";
import { readEntries } from "./read-entries.ts";

interface ChangeOptions {
  readonly appId: number;
  readonly list: KeptList;
  /** As a person writes them. */
  readonly entries: readonly string[];
  /** Null when changed from the command line. */
  readonly operatorId: number | null;
  readonly reason: string | null;
  /** The moment of the change, milliseconds. */
  readonly at: number;
}

export interface AddOptions extends ChangeOptions {
  /** From then on the entries no longer count; milliseconds, null is never. */
  readonly expiresAt: number | null;
}

export type ListChanged =
  | { readonly kind: "changed"; readonly version: number; readonly entries: number; readonly unchanged: number }
  /** Every entry was there already, or none was there to be removed. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "refused"; readonly problems: readonly EntryProblem[] }
  /** More than a list may hold. */
  | { readonly kind: "full" };

/**
 * Adds all entries or none. An entry that stands with another expiry is added anew with this one. All users of the app are
 * judged again.
 */
export async function addEntries({ db }: Store, options: AddOptions): Promise<ListChanged> {
  const { appId, list, expiresAt } = options;
  const read = readEntries(options.entries, list.element);
  if (!read.ok) return { kind: "refused", problems: read.problems };
  const expiry = expiresAt === null ? null : new Date(expiresAt).toISOString();
  return undoUnlessChanged(db, async (transaction) => {
    const version = await openVersion(transaction, appId, list.name);
    const change = await appendChange(transaction, options, { version, kind: "added", entries: read.values.length });
    await sql`update list_entries set removed_version = ${version}
      where app_id = ${appId} and list = ${list.name} and removed_version is null
        and value in (select unnest(${[...read.values]}::text[])) and expires_at is distinct from ${expiry}::timestamptz`.execute(
      transaction,
    );
    const { numAffectedRows } = await sql`insert into list_entries (app_id, list, value, added_version, expires_at)
      select ${appId}::integer, ${list.name}, v.value, ${version}::integer, ${expiry}::timestamptz
      from unnest(${[...read.values]}::text[]) as v(value) order by v.value
      on conflict (app_id, list, value) where removed_version is null do nothing`.execute(transaction);
    const entries = Number(numAffectedRows ?? 0n);
    if (entries === 0) return { kind: "unchanged" };
    if (await isOverfull(transaction, appId, list.name)) return { kind: "full" };
    await change.settle(entries);
    return { kind: "changed", version, entries, unchanged: read.values.length - entries };
  });
}

/** Takes entries off a list; what does not stand on it is counted, not an error. All users of the app are judged again. */
export async function removeEntries({ db }: Store, options: ChangeOptions): Promise<ListChanged> {
  const { appId, list } = options;
  // What was stored under another type of the list can still be named by its text.
  const values = options.entries.flatMap((entry) => {
    const read = readEntries([entry], list.element);
    return read.ok ? read.values : [entry.trim()];
  });
  return undoUnlessChanged(db, async (transaction) => {
    const version = await openVersion(transaction, appId, list.name);
    const change = await appendChange(transaction, options, { version, kind: "removed", entries: values.length });
    const { numAffectedRows } = await sql`update list_entries set removed_version = ${version}
      where app_id = ${appId} and list = ${list.name} and removed_version is null
        and value in (select unnest(${values}::text[]))`.execute(transaction);
    const entries = Number(numAffectedRows ?? 0n);
    if (entries === 0) return { kind: "unchanged" };
    await change.settle(entries);
    return { kind: "changed", version, entries, unchanged: new Set(values).size - entries };
  });
}

/** Closes the entries whose time is over, and has the users of their apps judged again. Answers how many there were. */
export async function expireEntries({ db }: Store, at: number): Promise<number> {
  const now = new Date(at);
  const lists = await db
    .selectFrom("list_entries")
    .select(["app_id", "list"])
    .distinct()
    .where("removed_version", "is", null)
    .where("expires_at", "<=", now)
    .execute();
  let expired = 0;
  for (const { app_id: appId, list } of lists) {
    const options = { appId, list: { name: list }, operatorId: null, reason: null, at };
    const changed = await undoUnlessChanged(db, async (transaction) => {
      const version = await openVersion(transaction, appId, list);
      const change = await appendChange(transaction, options, { version, kind: "expired", entries: 1 });
      const { numUpdatedRows } = await transaction
        .updateTable("list_entries")
        .set({ removed_version: version })
        .where("app_id", "=", appId)
        .where("list", "=", list)
        .where("removed_version", "is", null)
        .where("expires_at", "<=", now)
        .executeTakeFirst();
      const entries = Number(numUpdatedRows);
      if (entries === 0) return { kind: "unchanged" };
      await change.settle(entries);
      return { kind: "changed", version, entries, unchanged: 0 };
    });
    if (changed.kind === "changed") expired += changed.entries;
  }
  return expired;
}

/** The next version of a list, which nobody else can take: the app's row is locked, before any user, as for weights. */
async function openVersion(db: Transaction<Database>, appId: number, list: string): Promise<number> {
  await db.selectFrom("apps").select("app_id").where("app_id", "=", appId).forNoKeyUpdate().execute();
  const newest = await db
    .selectFrom("list_changes")
    .select("version")
    .where("app_id", "=", appId)
    .where("list", "=", list)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return (newest?.version ?? 0) + 1;
}

interface Appended {
  /** Says how many entries it was in the end, and marks the users due. */
  settle(entries: number): Promise<void>;
}

/** Before its entries, which refer to it. A later version is never older, whatever the clocks of two servers say. */
async function appendChange(
  db: Transaction<Database>,
  {
    appId,
    list: { name },
    operatorId,
    reason,
    at,
  }: Pick<ChangeOptions, "appId" | "operatorId" | "reason" | "at"> & { readonly list: Pick<KeptList, "name"> },
  { version, kind, entries }: { readonly version: number; readonly kind: ListChangeKind; readonly entries: number },
): Promise<Appended> {
  await sql`insert into list_changes (app_id, list, version, kind, entries, changed_at, operator_id, reason)
    select ${appId}::integer, ${name}, ${version}::integer, ${kind}, ${Math.max(entries, 1)}::integer,
      greatest(${new Date(at).toISOString()}::timestamptz, (
        select c.changed_at from list_changes c where c.app_id = ${appId} and c.list = ${name} order by c.version desc limit 1
      )), ${operatorId}::integer, ${reason}::text`.execute(db);
  return {
    settle: async (settled) => {
      await db
        .updateTable("list_changes")
        .set({ entries: settled })
        .where("app_id", "=", appId)
        .where("list", "=", name)
        .where("version", "=", version)
        .execute();
      await markAllDue({ db }, appId, "list");
      await announce({ db }, { kind: "lists", appId });
    },
  };
}

async function isOverfull(db: Transaction<Database>, appId: number, list: string): Promise<boolean> {
  const { rows } = await sql<{ entries: number; bytes: number }>`
    select count(*)::integer as entries, coalesce(sum(octet_length(value)), 0)::integer as bytes
    from list_entries where app_id = ${appId} and list = ${list} and removed_version is null`.execute(db);
  const [held] = rows;
  return held !== undefined && (held.entries > LIMITS.listEntries || held.bytes > LIMITS.listBytes);
}

/** Carries the answer out of a transaction that is taken back. */
class Undone extends Error {
  readonly answer: ListChanged;

  constructor(answer: ListChanged) {
    super("nothing changed");
    this.answer = answer;
  }
}

/** A version in which nothing changed is no version. */
async function undoUnlessChanged(
  db: Store["db"],
  work: (transaction: Transaction<Database>) => Promise<ListChanged>,
): Promise<ListChanged> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const answer = await work(transaction);
      if (answer.kind !== "changed") throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}
