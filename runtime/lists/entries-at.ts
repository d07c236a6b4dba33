import { sql, type RawBuilder } from "kysely";
import { readListEntry } from "../../dsl/binder/read-list-entry.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { ListEntries } from "../../compiler/index.ts";
import type { KeptList } from "./list-types.ts";

export interface EntryRow {
  readonly list: string;
  readonly value: string;
}

/**
 * The rows of lists as they were at a moment (milliseconds): those of the newest version until then that had not expired.
 * `newest` takes the newest version there is: whoever judges now must not miss a change because clocks differ.
 */
export function entriesQuery(
  appId: number,
  lists: readonly KeptList[],
  { at, newest = false }: { readonly at: number; readonly newest?: boolean },
): RawBuilder<EntryRow> {
  const moment = sql`${new Date(at).toISOString()}::timestamptz`;
  const names = lists.map(({ name }) => name);
  const until = newest ? sql`` : sql` and c.changed_at <= ${moment}`;
  return sql<EntryRow>`select e.list, e.value
    from unnest(${names}::text[]) as l(name)
    cross join lateral (
      select c.version from list_changes c where c.app_id = ${appId} and c.list = l.name${until} order by c.version desc limit 1
    ) v
    join list_entries e on e.app_id = ${appId} and e.list = l.name and e.added_version <= v.version
      and (e.removed_version is null or e.removed_version > v.version)
    where e.expires_at is null or e.expires_at > ${moment}`;
}

/** Rows as both targets take them. A value that is not of the list's type was stored under another one, and is left out. */
export function entriesOf(lists: readonly KeptList[], rows: readonly EntryRow[]): ListEntries {
  const entries = new Map<string, Scalar[]>(lists.map(({ name }) => [name, []]));
  const elements = new Map(lists.map(({ name, element }) => [name, element]));
  for (const { list, value } of rows) {
    const element = elements.get(list);
    const read = element === undefined ? null : readListEntry(value, element);
    if (read?.ok === true) entries.get(list)?.push(read.value);
  }
  return entries;
}
