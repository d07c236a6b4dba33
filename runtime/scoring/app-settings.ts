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

/** One question, one snapshot. */
export async function readAppSettings({ db }: Store, appIds: readonly number[]): Promise<Map<number, AppSettings>> {
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
