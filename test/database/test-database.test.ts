import { expect, it } from "vitest";
import { emptyDatabase, testDatabase } from "./test-database.ts";

const migrated = testDatabase();
const empty = emptyDatabase();

it("gives a database of its own to each caller", async () => {
  await empty.pool.query("create table mine (id integer)");
  const { rows } = await migrated.pool.query("select to_regclass('mine') as found");
  expect(rows).toEqual([{ found: null }]);
});

it("has today's schema", async () => {
  const { rows } = await migrated.pool.query("select to_regclass('users') is not null as found");
  expect(rows).toEqual([{ found: true }]);
});

it("starts without any table when it is empty", async () => {
  await empty.pool.query("drop table if exists mine");
  const { rows } = await empty.pool.query("select relname from pg_class where relnamespace = 'public'::regnamespace");
  expect(rows).toEqual([]);
});

it("empties tables and keeps them", async () => {
  await empty.pool.query("create table fruit (id integer primary key)");
  await empty.pool.query("create table seed (fruit_id integer references fruit)");
  await empty.pool.query("insert into fruit values (1)");
  await empty.pool.query("insert into seed values (1)");
  await empty.truncate();
  const { rows } = await empty.pool.query(
    "select (select count(*) from fruit)::integer as fruit, (select count(*) from seed)::integer as seed",
  );
  expect(rows).toEqual([{ fruit: 0, seed: 0 }]);
});

it("is reached by its connection string", async () => {
  const { rows } = await empty.pool.query<{ name: string }>("select current_database() as name");
  expect(new URL(empty.url()).pathname).toBe(`/${rows[0]?.name}`);
});
