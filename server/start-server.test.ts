import { expect, it } from "vitest";
import { serverTester } from "./testing/server-tester.ts";

const tester = serverTester();

it("makes the partitions of the coming months from its start on", async () => {
  const next = new Date();
  next.setUTCMonth(next.getUTCMonth() + 1, 1);
  const name = `events_${next.toISOString().slice(0, 7).replace("-", "_")}`;
  const tables = async () => {
    const { pool } = tester.server().store;
    const { rows } = await pool.query<{ relname: string }>("select relname from pg_class where relkind = 'r'");
    return rows.map(({ relname }) => relname);
  };
  await expect.poll(tables).toContain(name);
});
