import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createStore, type Store } from "../db/store.ts";
import { inSnapshot } from "./in-snapshot.ts";

const database = testDatabase();
const pools: Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

function storeWith(max: number): Store {
  const pool = new Pool({ connectionString: database.url(), max });
  pools.push(pool);
  return createStore(pool);
}

beforeAll(() => database.pool.query("create table seen (n integer)"));

it("shows all connections the same state, whatever others commit meanwhile", () =>
  inSnapshot(storeWith(3), { connections: 2 }, async (clients) => {
    expect(clients).toHaveLength(2);
    await database.pool.query("insert into seen values (1)");
    const counts = await Promise.all(clients.map((client) => client.query("select count(*)::integer as n from seen")));
    expect(counts.map(({ rows }) => rows)).toEqual([[{ n: 0 }], [{ n: 0 }]]);
  }));

it("goes on with one connection where the pool has no other to spare, so that nobody waits for another for ever", async () => {
  const store = storeWith(2);
  const used = await Promise.all(
    [1, 2, 3].map(() => inSnapshot(store, { connections: 2 }, async (clients) => clients.length)),
  );
  expect(used).toEqual([1, 1, 1]);
});

it("cancels in the database what each of them asks, and gives the connections back", async () => {
  const store = storeWith(3);
  const abort = new AbortController();
  const asked = inSnapshot(store, { connections: 2, signal: abort.signal }, async (clients) => {
    const answers = Promise.allSettled(clients.map((client) => client.query("select pg_sleep(600)")));
    const asleep = async () => {
      const { rows } = await database.pool.query(
        "select count(*)::integer as n from pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'",
      );
      return rows[0].n as number;
    };
    await expect.poll(asleep).toBe(2);
    abort.abort();
    return answers;
  });
  expect((await asked).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect.poll(() => store.pool.totalCount - store.pool.idleCount).toBe(0);
});
