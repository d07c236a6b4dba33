import { Migrator } from "kysely";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../../test/database/test-database.ts";
import { verifyTrails } from "../../audit/verify-trails.ts";
import { runtimeTester } from "../../testing/runtime-tester.ts";
import { createStore } from "../store.ts";
import { MIGRATIONS } from "./index.ts";

const database = emptyDatabase();

it("keeps the changes from before, says how many nothing proves, and begins the trail behind them", async () => {
  const { pool } = database;
  const store = createStore(pool);
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  await migrator.migrateTo("0013-repeated-events");
  const { rows: before } = await pool.query<{ user_id: string }>(
    `insert into field_changes (user_id, time, change_id, app_id, event_id, field_id, new_value)
     select 1, now()::timestamp(3), n, 1, 1, 'iban', 'A' from generate_series(1, 2) n returning user_id`,
  );
  expect(before).toHaveLength(2);
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  const { ingest, installation, send } = await runtimeTester(pool);
  const verify = () => verifyTrails(store, { key: installation.trailKey });
  expect(await verify()).toMatchObject({ users: 1, changes: 0, older: 2 });
  await pool.query("update field_changes set user_id = $1", [installation.ids.userId(1, "anna")]);
  await pool.query("update field_trails set user_id = $1", [installation.ids.userId(1, "anna")]);
  const fieldHistory = JSON.stringify([{ field_id: "iban", new_value: "B" }]);
  await send({ userName: "anna", eventType: "field_edit", fieldHistory });
  expect(await verify()).toEqual({ users: 1, changes: 1, older: 2, broken: [] });
  await pool.query("delete from field_changes where change_id = 1");
  expect((await verify()).broken).toMatchObject([{ sequence: 0, fault: "missing" }]);
  await ingest.close();
});
