import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createMaintenance, LOGBOOK_LINES } from "./maintenance.ts";

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

it("keeps the newest lines of the logbook", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  await database.pool.query(
    `insert into logbook (app_id, logbook_id, api_key_id, endpoint, outcome, started)
     select $1, n, 1, '/sensor/', 'stored', now() from generate_series(1, $2::integer) n`,
    [appId, LOGBOOK_LINES + 7],
  );
  await createMaintenance(store).run();
  const { rows } = await database.pool.query(
    "select count(*)::integer as lines, min(logbook_id)::integer as oldest from logbook where app_id = $1",
    [appId],
  );
  expect(rows).toEqual([{ lines: LOGBOOK_LINES, oldest: 8 }]);
  await ingest.close();
});
