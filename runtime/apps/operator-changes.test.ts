import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { listActions } from "../rights/operator-actions.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { addOperator, removeOperator, setOperatorPassword } from "./operator-changes.ts";

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

it("notes who got another password and who was removed, and nothing of what did not happen", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const at = Date.UTC(2026, 10, 21);
  await addOperator(store, { email: "max@example.com", passwordHash: "x", at });
  const before = await listActions(store, { appId, limit: 10 });
  expect(await setOperatorPassword(store, { email: "nobody@example.com", passwordHash: "y", at })).toBe(false);
  expect(await removeOperator(store, "nobody@example.com", at)).toBe("unknown");
  expect(await listActions(store, { appId, limit: 10 })).toEqual(before);
  expect(await setOperatorPassword(store, { email: " Eva@example.com", passwordHash: "y", at: at + 1 })).toBe(true);
  expect(await removeOperator(store, "eva@example.com", at + 2)).toBe("removed");
  expect(await listActions(store, { appId, limit: 2 })).toMatchObject([
    { kind: "operator_removed", operator: null, details: { email: "eva@example.com" }, at: at + 2 },
    { kind: "operator_password_set", operator: null, details: { email: "eva@example.com" }, at: at + 1 },
  ]);
  expect(await removeOperator(store, "max@example.com", at)).toBe("last");
});
