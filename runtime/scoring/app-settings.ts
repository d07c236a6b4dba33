import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import type { Thresholds } from "./next-status.ts";

/** How an app turns matches into scores. Rules without a weight weigh nothing. */
export interface AppSettings {
  readonly thresholds: Thresholds;
  readonly weights: ReadonlyMap<string, number>;
}

interface SettingsRow {
  readonly app_id: number;
  readonly review_threshold: number | null;
  readonly blacklist_threshold: number | null;
  readonly weights: Readonly<Record<string, number>> | null;
}

/** Apps, each with the version that the users who were read have told. */
export type AppVersions = ReadonlyMap<number, string>;

/** The settings of apps: read once a version. */
export function createAppSettings(store: Store): (versions: AppVersions) => Promise<ReadonlyMap<number, AppSettings>> {
  const known = new Map<number, { readonly version: string; readonly settings: AppSettings }>();
  return async (versions) => {
    const changed = [...versions].filter(([appId, version]) => known.get(appId)?.version !== version);
    if (changed.length > 0) {
      const read = await readAppSettings(
        store,
        changed.map(([appId]) => appId),
      );
      for (const [appId, version] of changed) {
        const settings = read.get(appId);
        if (settings !== undefined) known.set(appId, { version, settings });
      }
    }
    return new Map(
      [...versions.keys()].flatMap((appId) => {
        const app = known.get(appId);
        return app === undefined ? [] : [[appId, app.settings]];
      }),
    );
  };
}

/** One question, one snapshot. */
async function readAppSettings({ db }: Store, appIds: readonly number[]): Promise<ReadonlyMap<number, AppSettings>> {
  const { rows } = await sql<SettingsRow>`select a.app_id, a.review_threshold, a.blacklist_threshold,
      (select json_object_agg(w.rule_id, w.weight) from rule_weights w where w.app_id = a.app_id) as weights
    from apps a where a.app_id in (select unnest(${[...appIds]}::integer[]))`.execute(db);
  return new Map(
    rows.map(({ app_id, review_threshold: review, blacklist_threshold: blacklist, weights }) => [
      app_id,
      { thresholds: { review, blacklist }, weights: new Map(Object.entries(weights ?? {})) },
    ]),
  );
}
