import type { Store } from "../db/store.ts";
import type { Thresholds } from "./next-status.ts";

/** How an app turns matches into scores. Rules without a weight weigh nothing. */
export interface AppSettings {
  readonly thresholds: Thresholds;
  readonly weights: ReadonlyMap<string, number>;
}

export async function readAppSettings({ db }: Store, appIds: readonly number[]): Promise<Map<number, AppSettings>> {
  const [apps, weights] = await Promise.all([
    db
      .selectFrom("apps")
      .select(["app_id", "review_threshold", "blacklist_threshold"])
      .where("app_id", "in", [...appIds])
      .execute(),
    db
      .selectFrom("rule_weights")
      .selectAll()
      .where("app_id", "in", [...appIds])
      .execute(),
  ]);
  return new Map(
    apps.map(({ app_id, review_threshold: review, blacklist_threshold: blacklist }) => [
      app_id,
      {
        thresholds: { review, blacklist },
        weights: new Map(
          weights.filter((row) => row.app_id === app_id).map(({ rule_id, weight }) => [rule_id, weight]),
        ),
      },
    ]),
  );
}
