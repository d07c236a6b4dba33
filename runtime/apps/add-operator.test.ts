import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { listActions } from "../rights/operator-actions.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { addOperator } from "./add-operator.ts";

const database = testDatabase();

it("notes in the trail of an app who may sign in", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const at = Date.UTC(2026, 10, 20, 12);
  await addOperator(store, { email: "Eva@example.com", passwordHash: "x", at });
  expect(await listActions(store, { appId, limit: 10 })).toMatchObject([
    { kind: "operator_added", operator: null, userId: null, details: { email: "eva@example.com" }, at },
  ]);
});

it("notes nothing of somebody who is one already", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const before = await listActions(store, { appId, limit: 10 });
  await expect(addOperator(store, { email: "eva@example.com", passwordHash: "x", at: 1 })).rejects.toThrow(
    /duplicate key/,
  );
  expect(await listActions(store, { appId, limit: 10 })).toEqual(before);
});
