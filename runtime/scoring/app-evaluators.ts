import { sql } from "kysely";
import { type Evaluator, type Plan, runtimeLists } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import type { AppVersions } from "./app-settings.ts";
import { entriesOf, entriesQuery } from "../lists/entries-at.ts";

/** The evaluator that judges the users of an app: each app has entries of its own on the lists that operators keep. */
export interface AppEvaluators {
  /** To be asked after the users were read: who changes a list has all users judged again afterwards. */
  of(versions: AppVersions, at: number): Promise<(appId: number) => Evaluator>;
}

interface Known {
  /** Of the app: as long as it is the same, so are its lists. */
  readonly appVersion: string;
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
    async of(appVersions, at) {
      const stale = [...appVersions].filter(([appId, version]) => {
        const before = known.get(appId);
        return before?.appVersion !== version || at >= before.until;
      });
      const appIds = stale.map(([appId]) => appId);
      for (const { app_id: appId, versions, until } of appIds.length === 0
        ? []
        : await readStanding(store, appIds, names, at)) {
        const appVersion = appVersions.get(appId) ?? "";
        const before = known.get(appId);
        if (before !== undefined && before.versions === versions && at < before.until) {
          known.set(appId, { ...before, appVersion });
          continue;
        }
        const { rows } = await entriesQuery(appId, lists, { at, newest: true }).execute(store.db);
        known.set(appId, {
          appVersion,
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
