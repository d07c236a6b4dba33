import { Migrator } from "kysely";
import { expect, it } from "vitest";
import { emptyDatabase } from "../../../test/database/test-database.ts";
import { createStore } from "../store.ts";
import { MIGRATIONS } from "./index.ts";

const database = emptyDatabase();

it("makes facts of the answers that are remembered, and leaves failures what they were", async () => {
  const { pool } = database;
  const migrator = new Migrator({
    db: createStore(pool).db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
  });
  await migrator.migrateTo("0011-more-facts");
  await pool.query(`insert into lookups (kind, subject, answer, failure, asked_at, expires_at) values
    ('mx', 'late.com', null, 'timeout', now(), now()), ('mx', 'no.com', false, null, now(), now()), ('mx', 'yes.com', true, null, now(), now())`);
  const { error } = await migrator.migrateTo("0012-answers-of-lookups");
  expect(error).toBeUndefined();
  const { rows } = await pool.query("select subject, answer, failure from lookups order by 1");
  expect(rows).toEqual([
    { subject: "late.com", answer: null, failure: "timeout" },
    { subject: "no.com", answer: { mx: false }, failure: null },
    { subject: "yes.com", answer: { mx: true }, failure: null },
  ]);
  const insert = pool.query("insert into lookups values ('mx', 'neither.com', null, null, now(), now())");
  await expect(insert).rejects.toMatchObject({ code: "23514" });
});
