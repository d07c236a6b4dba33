import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createOperator } from "../apps/operators.ts";
import { createMaintenance } from "../db/maintenance.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { findSavedDryRun, saveDryRun } from "./saved-dry-runs.ts";

const database = testDatabase();
const NOW = Date.UTC(2026, 10, 20, 12);
const DAY = 86_400_000;
const saved = {
  path: "X01_a.tocsin",
  rule: "X01",
  text: 'rule X01 "A" { when user.event_count > 1 }',
  question: { scope: "sample" },
  answer: { tested: 10, matched: 3 },
};
let tester: RuntimeTester;
let operatorId = 0;

beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  ({ operatorId } = await createOperator(tester.store, { email: "eva@example.com", passwordHash: "x" }));
});

const save = (at: number, most?: number) =>
  saveDryRun(tester.store, { appId: tester.appId, operatorId, at }, saved, most);
const find = (id: string, appId = tester.appId) => findSavedDryRun(tester.store, appId, id);

it("is found by its id, by its app alone", async () => {
  const id = await save(NOW);
  expect(id).toMatch(/^[\w-]{16}$/);
  expect(await find(id)).toEqual({ ...saved, operator: "eva@example.com", savedAt: NOW });
  expect(await find(id, (await runtimeTester(database.pool)).appId)).toBeNull();
});

it("is pushed out by newer ones", async () => {
  const ids = [await save(NOW + 1), await save(NOW + 2), await save(NOW + 3, 2)];
  expect((await Promise.all(ids.map((id) => find(id)))).map((found) => found?.savedAt ?? null)).toEqual([
    null,
    NOW + 2,
    NOW + 3,
  ]);
});

it("goes after ninety days", async () => {
  const [old, young] = [await save(NOW), await save(NOW + 2 * DAY)];
  await createMaintenance(tester.store, undefined, () => NOW + 91 * DAY).run();
  expect([await find(old), (await find(young))?.savedAt]).toEqual([null, NOW + 2 * DAY]);
});
