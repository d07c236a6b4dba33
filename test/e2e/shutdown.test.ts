import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { buildAll } from "../../scripts/build/all.js";
import { ROOT } from "../../scripts/root.js";
import { emptyDatabase } from "../database/test-database.ts";
import { sendUntilRefused } from "./load.ts";
import { newDataDir, startServerProcess, type StartedServer } from "./started-server.ts";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const database = emptyDatabase();

beforeAll(() => buildAll(ROOT));

async function start(variables: Readonly<Record<string, string>>): Promise<StartedServer> {
  const dataDir = newDataDir();
  const server = await startServerProcess({ DATABASE_URL: database.url(), TOCSIN_DATA: dataDir, ...variables });
  onTestFinished(async () => {
    await server.end("SIGKILL");
    rmSync(dirname(dataDir), { recursive: true, force: true });
    await database.pool.query("drop schema public cascade; create schema public");
  });
  return server;
}

const readiness = async ({ url }: StartedServer) => (await fetch(`${url}/readyz`)).status;
const apiKeyOf = (server: StartedServer) => /API key\s+(\S+)/.exec(server.output())?.[1] ?? "";

it("answers and stores all that it was sent when it is told to stop under load, and ends with 0", async () => {
  const server = await start({ TOCSIN_SHUTDOWN_NOTICE: "3" });
  const load = sendUntilRefused({ url: server.url, apiKey: apiKeyOf(server), clients: 16 });
  await setTimeout(1000);
  expect(await readiness(server)).toBe(200);
  const ended = server.end("SIGTERM");
  await expect.poll(() => readiness(server)).toBe(503);
  const { acknowledged, others } = await load;
  expect((await ended).code).toBe(0);
  expect([...others]).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(100);

  const { rows } = await database.pool.query<{ url: string }>("select url from events");
  expect(rows.map(({ url }) => url).toSorted()).toEqual(acknowledged.toSorted());
  const { rows: left } = await database.pool.query("select from inbox");
  expect(left).toEqual([]);
});

it("does not wait for who is connected and says nothing", async () => {
  const server = await start({ TOCSIN_SHUTDOWN_NOTICE: "0", TOCSIN_SHUTDOWN_SECONDS: "300" });
  const { hostname, port } = new URL(server.url);
  const silent = connect(Number(port), hostname);
  await once(silent, "connect");
  const gone = once(silent.resume(), "close");
  expect((await server.end("SIGTERM")).code).toBe(0);
  await gone;
});

it("ends at once when it is told a second time", async () => {
  const server = await start({ TOCSIN_SHUTDOWN_NOTICE: "60" });
  server.signal("SIGTERM");
  await expect.poll(() => readiness(server)).toBe(503);
  await setTimeout(600);
  expect((await server.end("SIGTERM")).code).toBe(1);
});

it("says so when it could not stop in order in time", async () => {
  const server = await start({ TOCSIN_SHUTDOWN_NOTICE: "0", TOCSIN_SHUTDOWN_SECONDS: "1" });
  // Somebody holds what storing needs, for longer than the server is given.
  const holder = await database.pool.connect();
  try {
    await holder.query("begin; lock table logbook in access exclusive mode");
    const body = new URLSearchParams({
      userName: "anna",
      ipAddress: "198.51.100.7",
      url: "/",
      eventTime: "2026-11-20 10:00:00",
    });
    const answer = fetch(`${server.url}/sensor/`, { method: "POST", headers: { "api-key": apiKeyOf(server) }, body });
    answer.catch(() => undefined);
    await setTimeout(300);
    expect(await server.end("SIGTERM")).toMatchObject({
      code: 1,
      lastWord: expect.stringMatching(/^tocsin: the server did not stop in order within 1 s: /),
    });
  } finally {
    await holder.query("rollback");
    holder.release();
  }
});
