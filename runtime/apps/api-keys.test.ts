import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createApiKey, findApiKey, listApiKeys, revokeApiKey, setRateLimit } from "./api-keys.ts";

const database = testDatabase();

it("finds a key until it is revoked, and stores only its hash", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const { id, key } = await createApiKey(store, { appId, name: "web", rateLimit: null });
  expect(await findApiKey(store, key)).toEqual({ apiKeyId: id, appId, name: "web", rateLimit: null });
  expect(await findApiKey(store, key.toUpperCase())).toBeNull();
  await setRateLimit(store, appId, id, "reference");
  expect(await listApiKeys(store, appId)).toMatchObject([{ rateLimit: "reference" }]);
  const { rows } = await database.pool.query("select row_to_json(k)::text as row from api_keys k");
  expect(JSON.stringify(rows)).not.toContain(key);
  await revokeApiKey(store, appId, id);
  expect(await findApiKey(store, key)).toBeNull();
});
