import { afterEach, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createApiKey, revokeApiKey, setRateLimit } from "../apps/api-keys.ts";
import { setRuleWeight, updateThresholds } from "../apps/apps.ts";
import { addEntries, removeEntries } from "../lists/change-list.ts";
import type { KeptList } from "../lists/list-types.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { listenForChanges, type Listener } from "./listen.ts";
import { announce, CHANNEL, type HeardChange } from "./notify.ts";
import { createStore } from "./store.ts";

const database = testDatabase();
const listeners: Listener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.stop();
});

/** Listens on a connection of its own, as another process would. */
async function hearing() {
  const heard: HeardChange[] = [];
  const warnings: string[] = [];
  const listener = listenForChanges({
    connectionString: database.url(),
    onChange: (change) => heard.push(change),
    log: { warn: (message) => warnings.push(message) },
  });
  listeners.push(listener);
  await listener.listening;
  return { heard, warnings, next: (count: number) => expect.poll(() => heard.length).toBeGreaterThanOrEqual(count) };
}

it("hears of a change at its commit, and of none that is rolled back", async () => {
  const { heard, next } = await hearing();
  const { db } = createStore(database.pool);
  const refused = db.transaction().execute(async (transaction) => {
    await announce({ db: transaction }, { kind: "settings", appId: 1 });
    throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  await db.transaction().execute((transaction) => announce({ db: transaction }, { kind: "settings", appId: 2 }));
  await next(1);
  expect(heard).toEqual([{ kind: "settings", appId: 2 }]);
});

it("hears of entries of lists that change, and of none that stay", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  await ingest.close();
  const { heard, next } = await hearing();
  const list: KeptList = { name: "flagged", element: { kind: "string" } };
  const change = { appId, list, entries: ["a"], operatorId: null, reason: null, at: Date.UTC(2026, 10, 20) };
  await addEntries(store, { ...change, expiresAt: null });
  await addEntries(store, { ...change, expiresAt: null });
  await removeEntries(store, change);
  await next(2);
  expect(heard).toEqual([
    { kind: "lists", appId },
    { kind: "lists", appId },
  ]);
});

it("hears of keys, weights and thresholds that change", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  await ingest.close();
  const { heard, next } = await hearing();
  const { id } = await createApiKey(store, { appId, name: "a", rateLimit: null });
  await setRateLimit(store, appId, id, "reference");
  await revokeApiKey(store, appId, id);
  await setRuleWeight(store, appId, "A01", 20);
  await updateThresholds(store, appId, { review: 40, blacklist: null });
  await next(5);
  expect(heard.map(({ kind }) => kind)).toEqual(["keys", "keys", "keys", "settings", "settings"]);
});

it("listens again after its connection broke, and says that anything may have changed", async () => {
  const { heard, warnings, next } = await hearing();
  const { rowCount } = await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query = $1 and datname = current_database()",
    [`listen ${CHANNEL}`],
  );
  expect(rowCount).toBe(1);
  await next(1);
  expect(heard).toEqual([{ kind: "anything" }]);
  expect(warnings).toHaveLength(1);
  await announce(createStore(database.pool), { kind: "pack", fingerprint: "f" });
  await next(2);
  expect(heard.at(-1)).toEqual({ kind: "pack", fingerprint: "f" });
});

it("takes what it does not know for anything", async () => {
  const { heard, next } = await hearing();
  await database.pool.query("select pg_notify($1, $2)", [CHANNEL, '{"kind":"from the future"}']);
  await next(1);
  expect(heard).toEqual([{ kind: "anything" }]);
});
