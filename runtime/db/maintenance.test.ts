import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createMaintenance } from "./maintenance.ts";

const database = testDatabase();

it("makes the partitions of the coming months, and moves what waited in the default one", async () => {
  const { store, send, appId, ingest } = await runtimeTester(database.pool);
  await send({ userName: "early", eventTime: "2011-02-15 00:00:00" });
  await createMaintenance(store, undefined, () => Date.UTC(2011, 0, 20)).run();
  const { rows } = await database.pool.query("select tableoid::regclass::text as part from events where app_id = $1", [
    appId,
  ]);
  expect(rows).toEqual([{ part: "events_2011_02" }]);
  const { rows: made } = await database.pool.query("select to_regclass('events_2011_03') is not null as made");
  expect(made).toEqual([{ made: true }]);
  await ingest.close();
});
