import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { replaceSettings, ruleWeights, setRuleWeight } from "./apps.ts";

const database = testDatabase();
const THRESHOLDS = { review: 33, blacklist: null };

async function untilSomebodyWaits(): Promise<void> {
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await database.pool.query(waiting)).rows.length === 0) await sleep(5);
}

it("lets a weight wait for who changes the settings, without holding what they need", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  const client = await database.pool.connect();
  await client.query("begin");
  await client.query("select from apps where app_id = $1 for no key update", [appId]);
  const changed = setRuleWeight(store, appId, "X01", 20);
  await untilSomebodyWaits();
  // A weight that was written before the app was locked would end one of both as a deadlock.
  await client.query("insert into rule_weights (app_id, rule_id, weight) values ($1, 'X01', 10)", [appId]);
  await client.query("commit");
  client.release();
  await changed;
  expect(await ruleWeights(store, appId)).toEqual(new Map([["X01", 20]]));
  await ingest.close();
});

it("replaces all settings only while they are what was seen", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  const replace = (weight: number, seen: number) =>
    replaceSettings(
      store,
      appId,
      { preset: null, thresholds: THRESHOLDS, weights: new Map([["X01", weight]]) },
      { thresholds: THRESHOLDS, weights: new Map([["X01", seen]]) },
    );
  await replaceSettings(store, appId, { preset: null, thresholds: THRESHOLDS, weights: new Map([["X01", 10]]) });
  await setRuleWeight(store, appId, "X01", 20);
  expect(await replace(70, 10)).toBe(false);
  expect(await ruleWeights(store, appId)).toEqual(new Map([["X01", 20]]));
  expect(await replace(70, 20)).toBe(true);
  expect(await ruleWeights(store, appId)).toEqual(new Map([["X01", 70]]));
  await ingest.close();
});
