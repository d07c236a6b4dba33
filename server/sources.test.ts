import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importFile, sourcesFolder } from "../runtime/index.ts";
import { serverTester } from "./testing/server-tester.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tocsin-data-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeAll(async () => {
  const exits = join(dataDir, "exits.txt");
  await writeFile(exits, "85.10.20.30\n");
  await importFile(exits, { kind: "tor" }, { folder: sourcesFolder(dataDir), now: Date.now() });
});
const tester = serverTester({ TOCSIN_DATA: dataDir });

it("stores what a list that was brought says of an address, and judges by it", async () => {
  for (const ipAddress of ["85.10.20.30", "85.10.20.31"]) {
    const fields = { userName: `at ${ipAddress}`, ipAddress, url: "/", eventType: "page_view" };
    const eventTime = new Date().toISOString().slice(0, 19).replace("T", " ");
    expect((await tester.sendEvent({ ...fields, eventTime })).status).toBe(200);
  }
  const { pool } = tester.server().store;
  const facts = async () =>
    (
      await pool.query<{ address: string; tor: boolean | null }>(
        "select host(address) as address, tor from user_ips order by 1",
      )
    ).rows;
  await expect.poll(facts).toEqual([
    { address: "85.10.20.30", tor: true },
    { address: "85.10.20.31", tor: false },
  ]);
  const matched = async () =>
    (await pool.query<{ name: string }>(`select name from users join scores using (user_id) where matched ? 'I01'`))
      .rows;
  await expect.poll(matched, { timeout: 20_000 }).toEqual([{ name: "at 85.10.20.30" }]);
});
