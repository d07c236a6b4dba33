import { Migrator } from "kysely";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../../test/database/test-database.ts";
import { createPartitions } from "../partitions.ts";
import { createStore } from "../store.ts";
import { MIGRATIONS } from "./index.ts";

const database = emptyDatabase();
const EVENT = `(user_id, time, event_id, session_id, device_id, app_id, local_hour, address, type, url)
  values (1, $1, $2, 1, 1, 1, 10, '10.0.0.1', 'page_view', '/')`;

it("keeps events, and refuses what the tables refused before", async () => {
  const { pool } = database;
  const store = createStore(pool);
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  await migrator.migrateTo("0001-first-tables");
  const now = Date.UTC(2026, 10, 20);
  await createPartitions(store, () => now).ensure([now]);
  await pool.query(`insert into events ${EVENT}`, ["2026-11-20T10:00:00.123Z", 1]);
  await pool.query(`insert into events ${EVENT}`, ["1999-11-20T10:00:00Z", 2]);

  const { error } = await migrator.migrateTo("0002-checks-by-domains");
  expect(error).toBeUndefined();
  const partitions = async () => {
    const { rows } = await pool.query(
      "select tableoid::regclass::text as part, event_id from events order by event_id",
    );
    return rows;
  };
  expect(await partitions()).toEqual([
    { part: "events_default", event_id: "1" },
    { part: "events_default", event_id: "2" },
  ]);
  await createPartitions(store, () => now).ensure([now]);
  expect(await partitions()).toEqual([
    { part: "events_2026_11", event_id: "1" },
    { part: "events_default", event_id: "2" },
  ]);
  const refused = (text: string, values: readonly unknown[]) =>
    expect(pool.query(text, [...values])).rejects.toMatchObject({ code: "23514" });
  await refused(`insert into events ${EVENT}`, ["2026-11-20T10:00:00.1234Z", 3]);
  await refused(
    "insert into scores (user_id, app_id, score, matched, as_of, plan) values (1, 1, $1, '{}', now(), '')",
    [100],
  );
  await refused(
    `insert into logbook (app_id, logbook_id, api_key_id, endpoint, outcome, started) values (1, 1, 1, '/', $1, now())`,
    ["lost"],
  );
});
