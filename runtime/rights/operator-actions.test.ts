import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { listActions, noteBefore } from "./operator-actions.ts";

const database = testDatabase();

it("has the entry before the change, and says of it when the change failed", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const details = { path: "user/X01.tocsin" };
  const action = { appId, actionId: "1", kind: "rule_saved", operatorId: null, details, at: 0 } as const;
  const entries = async () => (await listActions(store, { appId, limit: 10 })).map((entry) => entry.details);
  const failing = noteBefore(store.db, action, async (before) => {
    await before();
    expect(await entries()).toEqual([details]);
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await entries()).toEqual([{ ...details, failed: 1 }]);
});
