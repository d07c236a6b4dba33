import { sql } from "kysely";
import { type Evaluator, type Plan, runtimeLists } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import { entriesOf, entriesQuery } from "../lists/entries-at.ts";

/** The evaluator that judges the users of an app: each app has entries of its own on the lists that operators keep. */
export interface AppEvaluators {
  /** To be asked after the users were read: who changes a list has all users judged again afterwards. */
  of(appIds: readonly number[], at: number): Promise<(appId: number) => Evaluator>;
}

interface Known {
  /** The versions of the lists that the evaluator was made of. */
  readonly versions: string;
  /** The moment at which an entry expires; infinity when none does. */
  readonly until: number;
  readonly evaluator: Evaluator;
}

interface Standing {
  readonly app_id: number;
  readonly versions: string;
  readonly until: Date | null;
}

/** Keeps an evaluator an app until one of its lists changes. A plan without runtime lists asks nothing. */
export function createAppEvaluators(
  store: Store,
  { plan, evaluator }: { readonly plan: Plan; readonly evaluator: Evaluator },
): AppEvaluators {
  const lists = runtimeLists(plan);
  const names = lists.map(({ name }) => name);
  const known = new Map<number, Known>();
  if (lists.length === 0) return { of: () => Promise.resolve(() => evaluator) };
  return {
    async of(appIds, at) {
      for (const { app_id: appId, versions, until } of await readStanding(store, appIds, names, at)) {
        const before = known.get(appId);
        if (before !== undefined && before.versions === versions && at < before.until) continue;
        const { rows } = await entriesQuery(appId, lists, { at, newest: true }).execute(store.db);
        known.set(appId, {
          versions,
          until: until?.getTime() ?? Number.POSITIVE_INFINITY,
          evaluator: evaluator.withLists(entriesOf(lists, rows)),
        });
      }
      return (appId) => known.get(appId)?.evaluator ?? evaluator;
    },
  };
}

/** A row an app: which versions its lists have, and when the next entry expires. */
async function readStanding(
  { db }: Store,
  appIds: readonly number[],
  names: readonly string[],
  at: number,
): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`select a.app_id,
      coalesce((select string_agg(v.list || ' ' || v.version, ',' order by v.list) from (
        select c.list, max(c.version) as version from list_changes c
        where c.app_id = a.app_id and c.list in (select unnest(${[...names]}::text[])) group by c.list
      ) v), '') as versions,
      (select min(e.expires_at) from list_entries e
        where e.app_id = a.app_id and e.removed_version is null and e.expires_at > ${new Date(at)}) as until
    from unnest(${[...appIds]}::integer[]) as a(app_id)`.execute(db);
  return rows;
}
