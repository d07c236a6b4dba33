import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { buildAll } from "../../scripts/build/all.js";
import { ROOT } from "../../scripts/root.js";
import { comingBack } from "../coming-back.ts";
import { failToStart, newDataDir, startServerProcess, type StartedServer } from "./started-server.ts";

// Each test starts a whole installation, some of them twice.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const made: string[] = [];
const running: StartedServer[] = [];

beforeAll(() => buildAll(ROOT));

afterEach(async () => {
  for (const server of running.splice(0)) await server.end("SIGTERM");
  for (const dataDir of made.splice(0)) rmSync(dirname(dataDir), { recursive: true, force: true });
});

function dataFolder(): string {
  const dataDir = newDataDir();
  made.push(dataDir);
  return dataDir;
}

async function start(dataDir: string): Promise<StartedServer> {
  const server = await startServerProcess({ TOCSIN_DATA: dataDir });
  running.push(server);
  return server;
}

/** The API key that is shown at the first start only. */
function apiKeyIn(output: string): string | undefined {
  return /API key\s+(\S+)/.exec(output)?.[1];
}

function sendEvent(url: string, apiKey: string, userName: string): Promise<Response> {
  const fields = { userName, ipAddress: "203.0.113.7", url: "/login", eventType: "account_login" };
  const eventTime = new Date().toISOString().replace("T", " ").slice(0, 23);
  const body = new URLSearchParams({ ...fields, eventTime });
  return comingBack(() => fetch(`${url}/sensor/`, { method: "POST", headers: { "Api-Key": apiKey }, body }));
}

it("runs server, studio and database from nothing, and shows its credentials once", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  const page = await comingBack(() => fetch(first.url));
  expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
  const apiKey = apiKeyIn(first.output()) ?? "";
  expect((await sendEvent(first.url, apiKey, "anna")).status).toBe(200);
  expect((await first.end("SIGTERM")).code).toBe(0);

  const second = await start(dataDir);
  expect(apiKeyIn(second.output())).toBeUndefined();
  expect((await sendEvent(second.url, apiKey, "anna")).status).toBe(200);
});

it.each(["SIGINT", "SIGTERM"] as const)("stops in order at %s, and its database with it", async (signal) => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  expect((await server.end(signal)).code).toBe(0);
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\n$/);
});

it("stops in order when the terminal and npm both pass on a Ctrl-C", async () => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  void server.end("SIGINT");
  await setTimeout(50);
  expect((await server.end("SIGINT")).code).toBe(0);
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\n$/);
});

it("goes on with the database that a killed server left running", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  const apiKey = apiKeyIn(first.output()) ?? "";
  expect((await sendEvent(first.url, apiKey, "anna")).status).toBe(200);
  expect((await first.end("SIGKILL")).code).toBe("SIGKILL");

  const second = await start(dataDir);
  expect(second.output()).toContain("using the PostgreSQL that runs in");
  expect((await sendEvent(second.url, apiKey, "anna")).status).toBe(200);
});

it("reads its rules again at SIGHUP", async () => {
  const dataDir = dataFolder();
  const rules = join(dirname(dataDir), "rules");
  const path = join(rules, "X01_busy.tocsin");
  mkdirSync(rules);
  writeFileSync(path, 'rule X01 "Busy" {\n  when user.event_count > 3\n}\n');
  const server = await startServerProcess({ TOCSIN_DATA: dataDir, TOCSIN_RULES: rules });
  running.push(server);
  writeFileSync(path, 'rule X01 "Busy" {\n  when user.event_count > 4\n}\n');
  server.signal("SIGHUP");
  await vi.waitUntil(() => server.output().includes("the pack was read again: loaded"), { timeout: 150_000 });
  writeFileSync(path, 'rule X01 "Busy" {\n');
  server.signal("SIGHUP");
  await vi.waitUntil(() => server.output().includes("the pack stays as it was"), { timeout: 150_000 });
  expect((await comingBack(() => fetch(`${server.url}/health`))).status).toBe(200);
});

it("says in one sentence that the database cannot be reached", async () => {
  const url = "postgresql://tocsin:secret@127.0.0.1:1/tocsin";
  expect(await failToStart({ TOCSIN_DATA: dataFolder(), DATABASE_URL: url })).toMatchObject({
    code: 1,
    lastWord: "tocsin: the database at 127.0.0.1:1/tocsin cannot be used: connect ECONNREFUSED 127.0.0.1:1",
  });
});

it("says in one sentence that the data folder cannot be made", async () => {
  const dataDir = dataFolder();
  writeFileSync(dataDir, "");
  expect(await failToStart({ TOCSIN_DATA: dataDir })).toMatchObject({
    code: 1,
    lastWord: expect.stringMatching(/^tocsin: the data folder \S+ cannot be made \(.*\): choose a folder .*$/),
  });
});

it("says in one sentence that there is no PostgreSQL where it was told to look", async () => {
  const variables = { TOCSIN_DATA: dataFolder(), TOCSIN_PG_BIN: "/nowhere" };
  expect(await failToStart(variables)).toMatchObject({
    code: 1,
    lastWord: expect.stringMatching(/^tocsin: no PostgreSQL can be started: \/nowhere has no `postgres`; .*$/),
  });
});

it("says in one sentence that the port is taken, and leaves no database running", async () => {
  const dataDir = dataFolder();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, lastWord } = await failToStart({ TOCSIN_DATA: dataDir, PORT: String(port) });
  other.close();
  expect([code, lastWord]).toEqual([
    1,
    expect.stringMatching(new RegExp(`^tocsin: port ${port} of 127.0.0.1 is in use: .*$`)),
  ]);
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\n$/);
});
