import type { BoundPreset } from "../../dsl/binder/bound.ts";
import { announce } from "../db/notify.ts";
import type { Store } from "../db/store.ts";
import { markAllDue } from "../scoring/judging-anew.ts";
import type { Thresholds } from "../scoring/next-status.ts";

/** A product that is watched. */
export interface App {
  readonly appId: number;
  readonly name: string;
  /** An IANA name; decides the local hour of events from then on. */
  readonly timeZone: string;
  /** The preset applied last. */
  readonly preset: string;
  readonly reviewThreshold: number | null;
  readonly blacklistThreshold: number | null;
}

export interface NewApp {
  readonly name: string;
  readonly preset: BoundPreset;
  /** UTC when not given. */
  readonly timeZone?: string | undefined;
}

const COLUMNS = ["app_id", "name", "time_zone", "preset", "review_threshold", "blacklist_threshold"] as const;

export async function createApp({ db }: Store, { name, preset, timeZone = "UTC" }: NewApp): Promise<App> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto("apps")
      .values({ name, time_zone: timeZone, preset: preset.name, ...thresholdsOf(preset) })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    await writeWeights(transaction, row.app_id, preset);
    return appOf(row);
  });
}

/** In the order they were made. */
export async function listApps({ db }: Store): Promise<readonly App[]> {
  return (await db.selectFrom("apps").select(COLUMNS).orderBy("app_id").execute()).map(appOf);
}

export async function getApp({ db }: Store, appId: number): Promise<App | null> {
  const row = await db.selectFrom("apps").select(COLUMNS).where("app_id", "=", appId).executeTakeFirst();
  return row === undefined ? null : appOf(row);
}

/** The weights and thresholds of a preset instead of the app's own; every user is judged again. */
export async function applyPreset({ db }: Store, appId: number, preset: BoundPreset): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("apps")
      .set({ preset: preset.name, ...thresholdsOf(preset) })
      .where("app_id", "=", appId)
      .execute();
    await transaction.deleteFrom("rule_weights").where("app_id", "=", appId).execute();
    await writeWeights(transaction, appId, preset);
    await markAllDue({ db: transaction }, appId, "preset");
    await announce({ db: transaction }, { kind: "settings", appId });
  });
}

/** `review` must be larger than `blacklist`; null is off. Every user is judged again. */
export async function updateThresholds({ db }: Store, appId: number, { review, blacklist }: Thresholds): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("apps")
      .set({ review_threshold: review, blacklist_threshold: blacklist })
      .where("app_id", "=", appId)
      .execute();
    await markAllDue({ db: transaction }, appId, "thresholds");
    await announce({ db: transaction }, { kind: "settings", appId });
  });
}

export interface NewSettings {
  /** The preset that the weights began with; null keeps the name that is there. */
  readonly preset: string | null;
  readonly thresholds: Thresholds;
  readonly weights: ReadonlyMap<string, number>;
}

/**
 * All weights and both thresholds at once; every user is judged again. With `expected`, only when the app has still those weights and
 * thresholds: false when somebody else has changed them meanwhile, and nothing is written.
 */
export async function replaceSettings(
  { db }: Store,
  appId: number,
  { preset, thresholds, weights }: NewSettings,
  expected?: Omit<NewSettings, "preset">,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const app = await lockApp(transaction, appId);
    if (expected !== undefined) {
      const { review_threshold, blacklist_threshold } = app;
      const present = { review: review_threshold, blacklist: blacklist_threshold };
      const isSame =
        present.review === expected.thresholds.review && present.blacklist === expected.thresholds.blacklist;
      const stored = await ruleWeights({ db: transaction }, appId);
      if (!isSame || !weighAlike(stored, expected.weights)) return false;
    }
    const { review, blacklist } = thresholds;
    await transaction
      .updateTable("apps")
      .set({ preset: preset ?? app.preset, review_threshold: review, blacklist_threshold: blacklist })
      .where("app_id", "=", appId)
      .execute();
    await transaction.deleteFrom("rule_weights").where("app_id", "=", appId).execute();
    await writeWeights(transaction, appId, { weights });
    await markAllDue({ db: transaction }, appId, "weights");
    await announce({ db: transaction }, { kind: "settings", appId });
    return true;
  });
}

/** Whoever changes settings locks the app's row before anything else: nobody sees another's change half, and nobody waits for each other. */
function lockApp(transaction: Store["db"], appId: number): Promise<AppRow> {
  return transaction
    .selectFrom("apps")
    .select(COLUMNS)
    .where("app_id", "=", appId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/** A rule without a weight weighs nothing. */
function weighAlike(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return [...one.keys(), ...other.keys()].every((rule) => (one.get(rule) ?? 0) === (other.get(rule) ?? 0));
}

/** By rule id; rules without a weight weigh nothing. */
export async function ruleWeights({ db }: Pick<Store, "db">, appId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("rule_weights")
    .select(["rule_id", "weight"])
    .where("app_id", "=", appId)
    .orderBy("rule_id")
    .execute();
  return new Map(rows.map(({ rule_id, weight }) => [rule_id, weight]));
}

/** Sets the weight of one rule; every user is judged again. */
export async function setRuleWeight({ db }: Store, appId: number, rule: string, weight: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockApp(transaction, appId);
    await transaction
      .insertInto("rule_weights")
      .values({ app_id: appId, rule_id: rule, weight })
      .onConflict((conflict) => conflict.columns(["app_id", "rule_id"]).doUpdateSet({ weight }))
      .execute();
    await markAllDue({ db: transaction }, appId, "weights");
    await announce({ db: transaction }, { kind: "settings", appId });
  });
}

async function writeWeights(db: Store["db"], appId: number, { weights }: Pick<BoundPreset, "weights">): Promise<void> {
  const rows = [...weights].map(([rule_id, weight]) => ({ app_id: appId, rule_id, weight }));
  if (rows.length > 0) await db.insertInto("rule_weights").values(rows).execute();
}

function thresholdsOf({ review, blacklist }: BoundPreset) {
  return { review_threshold: review, blacklist_threshold: blacklist };
}

interface AppRow {
  readonly app_id: number;
  readonly name: string;
  readonly time_zone: string;
  readonly preset: string;
  readonly review_threshold: number | null;
  readonly blacklist_threshold: number | null;
}

function appOf(row: AppRow): App {
  return {
    appId: row.app_id,
    name: row.name,
    timeZone: row.time_zone,
    preset: row.preset,
    reviewThreshold: row.review_threshold,
    blacklistThreshold: row.blacklist_threshold,
  };
}
