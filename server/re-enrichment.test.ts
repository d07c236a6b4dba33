import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { importFile, sourcesFolder } from "../runtime/index.ts";
import { readEnv } from "./env.ts";
import { createLog } from "./log.ts";
import { startServer } from "./start-server.ts";
import { serverTester } from "./testing/server-tester.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tocsin-data-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const tester = serverTester({ TOCSIN_DATA: dataDir });

async function bring(text: string) {
  const file = join(dataDir, "exits.txt");
  await writeFile(file, text);
  await importFile(file, { kind: "tor" }, { folder: sourcesFolder(dataDir), now: Date.now() });
}

async function tors(): Promise<readonly (boolean | null)[]> {
  const { pool } = tester.server().store;
  const { rows } = await pool.query<{ tor: boolean | null }>("select tor from user_ips order by address");
  return rows.map(({ tor }) => tor);
}

it("judges users by a list that was brought after their last event", async () => {
  const eventTime = new Date().toISOString().slice(0, 19).replace("T", " ");
  for (const ipAddress of ["85.10.20.30", "85.10.20.31"])
    await tester.sendEvent({ userName: `at ${ipAddress}`, ipAddress, url: "/", eventType: "page_view", eventTime });
  await expect.poll(tors).toEqual([null, null]);
  await bring("85.10.20.30\n");
  const matched = async () =>
    (
      await tester
        .server()
        .store.pool.query<{ name: string }>(`select name from users join scores using (user_id) where matched ? 'I01'`)
    ).rows;
  await expect.poll(matched, { timeout: 60_000 }).toEqual([{ name: "at 85.10.20.30" }]);
  expect(await tors()).toEqual([true, false]);
});

it("tells over HTTP what was known of the address when the event came", async () => {
  const cookie = await tester.signIn();
  const path = "/api/v1/users/at%2085.10.20.30/event-facts";
  const { status, json } = await tester.send("GET", path, { cookie });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    events: [
      {
        address: "85.10.20.30",
        facts: { lan: false },
        known: expect.arrayContaining([
          { source: "special-purpose addresses", asOf: null, fields: ["lan"] },
          { source: "countries", asOf: "2026-06-01", fields: ["country"] },
        ]) as unknown,
        unknown: [{ reason: "no_source", fields: expect.arrayContaining(["tor"]) as unknown }],
        until: expect.any(String) as unknown,
      },
    ],
  });
  expect(json).not.toHaveProperty("events[0].facts.tor");
  expect((await tester.send("GET", path)).status).toBe(401);
  expect((await tester.send("GET", "/api/v1/users/nobody/event-facts", { cookie })).status).toBe(404);
});

it("asks again at its start when the sources have changed while it was down", async () => {
  await tester.server().stop();
  await bring("85.10.20.31\n");
  const env = readEnv({ PORT: "0", DATABASE_URL: tester.database.url(), TOCSIN_DATA: dataDir }, dataDir);
  const root = fileURLToPath(new URL("..", import.meta.url));
  const server = await startServer({ env, root, log: createLog("silent") });
  try {
    const { pool } = server.store;
    const now = async () =>
      (await pool.query<{ tor: boolean | null }>("select tor from user_ips order by address")).rows.map(
        ({ tor }) => tor,
      );
    await expect.poll(now, { timeout: 60_000 }).toEqual([false, true]);
  } finally {
    await server.stop();
  }
});
