import { Migrator } from "kysely";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../../test/database/test-database.ts";
import { createStore } from "../store.ts";
import { MIGRATIONS } from "./index.ts";

const database = emptyDatabase();

it("keeps which rules matched, with what they weighed", async () => {
  const { pool } = database;
  const migrator = new Migrator({
    db: createStore(pool).db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  });
  await migrator.migrateTo("0025-saved-dry-runs");
  const matched = JSON.stringify([
    { rule: "A02", weight: 70 },
    { rule: "B16", weight: 0 },
    { rule: "E09", weight: -10 },
  ]);
  for (const [userId, list] of [
    [1, matched],
    [2, "[]"],
  ]) {
    const row = [userId, list];
    await pool.query(
      `insert into scores (user_id, app_id, score, matched, as_of, plan) values ($1, 1, 30, $2, now(), '')`,
      row,
    );
    await pool.query(
      `insert into score_history (user_id, as_of, app_id, score, status, matched, plan, why) values ($1, now(), 1, 30, 'normal', $2, '', 'event')`,
      row,
    );
  }
  const { error } = await migrator.migrateTo("0026-matches-by-rule");
  expect(error).toBeUndefined();
  for (const table of ["scores", "score_history"]) {
    const { rows } = await pool.query(`select matched from ${table} order by user_id`);
    expect(rows).toEqual([{ matched: { A02: 70, B16: 0, E09: -10 } }, { matched: {} }]);
  }
});
