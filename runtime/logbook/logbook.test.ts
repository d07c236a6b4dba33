import { Pool } from "pg";
import { beforeAll, expect, it } from "vitest";
import { databaseGate } from "../../test/database/database-gate.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { createStore } from "../db/store.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createLogbook, type Logbook } from "./create-logbook.ts";
import { cutLogbook } from "./cut-logbook.ts";
import { readHourCounts } from "./hour-counts.ts";
import { setLogbookLimit } from "./logbook-limit.ts";
import { readLogbook, type LogbookFilter } from "./read-logbook.ts";

const database = testDatabase();
let tester: RuntimeTester;
let logbook: Logbook;
beforeAll(async () => {
  tester = await runtimeTester(database.pool, { onCommitted: (committed) => logbook.committed(committed) });
  logbook = createLogbook({ store: tester.store });
});

const find = async (filter: Omit<LogbookFilter, "appId">, page = { limit: 100 }) =>
  readLogbook(tester.store, { appId: tester.appId, ...filter }, page);
const countOf = async (appId: number) =>
  (await database.pool.query("select count(*)::integer as lines from logbook where app_id = $1", [appId])).rows;

it("holds what was stored and what was refused, and finds it by each of its sides", async () => {
  const before = Date.now();
  const { eventId } = await tester.send({ userName: "anna", url: "/a?token=x" });
  await tester.send({ userName: "bert", ipAddress: "nonsense" });
  const origin = originOf(tester.appId);
  logbook.note(origin, {
    outcome: "rejected",
    status: 400,
    message: 'Validation error for key "url"',
    raw: { userName: "anna", url: "/?pwd=x", note: "\0\ud800" },
  });
  logbook.note({ ...origin, apiKeyId: 7 }, { outcome: "rate_limited", status: 429, message: "Rate limit exceeded" });
  logbook.note({ ...origin, endpoint: "/api/v1/blacklist/search" }, { outcome: "answered", status: 200 });
  await logbook.flush();
  const all = await find({});
  expect(all.map(({ outcome, status, user }) => [outcome, status, user])).toEqual([
    ["answered", 200, null],
    ["rate_limited", 429, null],
    ["rejected", 400, "anna"],
    ["corrected", 200, "bert"],
    ["stored", 200, "anna"],
  ]);
  expect(all.at(-1)).toMatchObject({ eventId, raw: { url: "/a?token=***" }, messages: [], tookMs: expect.any(Number) });
  expect(all[2]?.raw).toEqual({ userName: "anna", url: "/?pwd=***", note: "" });
  const outcomes = async (filter: Omit<LogbookFilter, "appId">) => (await find(filter)).map(({ outcome }) => outcome);
  expect(await outcomes({ userName: "anna" })).toEqual(["rejected", "stored"]);
  expect(await outcomes({ userName: "nobody" })).toEqual([]);
  expect(await outcomes({ status: [400, 499] })).toEqual(["rate_limited", "rejected"]);
  expect(await outcomes({ apiKeyId: 7 })).toEqual(["rate_limited"]);
  expect(await outcomes({ endpoint: "/api/v1/blacklist/search" })).toEqual(["answered"]);
  expect(await outcomes({ text: 'KEY "url"' })).toEqual(["rejected"]);
  expect(await outcomes({ text: "nonsense" })).toEqual(["corrected"]);
  expect(await outcomes({ corrected: true })).toEqual(["corrected"]);
  expect(await outcomes({ outcome: "answered" })).toEqual(["answered"]);
  expect(await outcomes({ from: before - 1, to: Date.now() + 1 })).toHaveLength(5);
  expect(await outcomes({ to: before })).toEqual([]);
  const [first, second] = await find({}, { limit: 2 });
  const rest = await readLogbook(tester.store, { appId: tester.appId }, { before: second?.id, limit: 100 });
  expect([first, second, ...rest]).toEqual(all);
});

it("counts requests by the hour, route and outcome", async () => {
  const app = await runtimeTester(database.pool, { onCommitted: (committed) => counting.committed(committed) });
  const counting = createLogbook({ store: app.store });
  const hour = Date.UTC(2026, 10, 20, 10);
  const at = (minute: number) => ({ ...originOf(app.appId), receivedAt: hour + minute * 60_000 });
  for (const minute of [1, 59, 60]) counting.note(at(minute), { outcome: "rejected", status: 400 });
  await counting.flush();
  counting.note(at(2), { outcome: "rejected", status: 400 });
  for (const userName of ["a", "b"]) await app.send({ userName });
  await counting.close();
  const now = Date.now();
  const read = (from: number, to: number) => readHourCounts(app.store, { appId: app.appId, from, to });
  const refused = { endpoint: "/sensor/", outcome: "rejected" };
  expect(await read(hour, hour + 7_200_000)).toEqual([
    { ...refused, hour, requests: 3 },
    { ...refused, hour: hour + 3_600_000, requests: 1 },
  ]);
  const stored = (await read(now - 7_200_000, now)).filter(({ outcome }) => outcome === "stored");
  expect(stored.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
});

it("drops lines beyond a bound, and counts those", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  const flooded = createLogbook({ store });
  const raw = { userName: "x".repeat(4000), url: "y".repeat(90_000) };
  for (let n = 0; n < 12_000; n += 1) flooded.note(originOf(appId), { outcome: "rate_limited", status: 429 });
  const { dropped } = flooded.counts();
  expect(dropped).toBe(2000);
  await flooded.flush();
  for (let n = 0; n < 1500; n += 1) flooded.note(originOf(appId), { outcome: "rejected", status: 400, raw });
  expect(flooded.counts().dropped).toBeGreaterThan(2000);
  await flooded.close();
  expect(await countOf(appId)).toEqual([{ lines: 13_500 - flooded.counts().dropped }]);
  const [newest] = await readLogbook(store, { appId }, { limit: 1 });
  expect(newest?.raw?.["url"]).toHaveLength(4097);
});

it("holds lines while the database is away, and writes them when it is back", async () => {
  const gate = databaseGate();
  const pool = new Pool({ connectionString: await gate.open(database.url()) });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const errors: unknown[] = [];
  const store = createStore(pool);
  const patient = createLogbook({ store, onError: (error) => errors.push(error) });
  await gate.shut();
  patient.note(originOf(4711), { outcome: "failed", status: 503, message: "The database is unavailable" });
  await patient.flush();
  expect(errors).toHaveLength(1);
  await gate.reopen();
  await patient.close();
  expect(await countOf(4711)).toEqual([{ lines: 1 }]);
  await pool.end();
  await gate.shut();
});

it("keeps the newest lines within the days and the megabytes of an app", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  await writeNoise(appId);
  const now = Date.UTC(2026, 10, 25);
  const within = async (days: number, megabytes: number) => {
    await setLogbookLimit(store, appId, { days, megabytes });
    await cutLogbook(store, now);
    const { rows } = await database.pool.query<{ lines: number; oldest: number; newest: number }>(
      "select count(*)::integer as lines, min(logbook_id)::integer as oldest, max(logbook_id)::integer as newest from logbook where app_id = $1",
      [appId],
    );
    return rows[0];
  };
  expect(await within(3650, 10)).toEqual({ lines: 5000, oldest: 1, newest: 5000 });
  // 3.5 days and some minutes are left of the newest; two days before the moment a line is of minute 3720.
  expect(await within(2, 10)).toEqual({ lines: 1281, oldest: 3720, newest: 5000 });
  // A line is 200 bytes, and some 660 of what was sent.
  const small = await within(3650, 1);
  expect(small?.newest).toBe(5000);
  expect(small?.lines).toBeGreaterThan(1100);
  expect(small?.lines).toBeLessThan(1281);
});

it("cuts the logbook while it grows, and not only once a minute", async () => {
  const { store, appId } = await runtimeTester(database.pool);
  await writeNoise(appId);
  await setLogbookLimit(store, appId, { days: 3650, megabytes: 1 });
  const growing = createLogbook({ store, linesACut: 10 });
  for (let n = 0; n < 9; n += 1) growing.note(originOf(appId), { outcome: "rejected", status: 400, message: "no" });
  await growing.flush();
  expect(await countOf(appId)).toEqual([{ lines: 5009 }]);
  growing.note(originOf(appId), { outcome: "rejected", status: 400, message: "no" });
  await growing.close();
  const [left] = await countOf(appId);
  expect(left?.lines).toBeLessThan(1300);
});

/** 5,000 lines, one a minute, of some 860 bytes each. */
async function writeNoise(appId: number): Promise<void> {
  await database.pool.query(
    `insert into logbook (app_id, logbook_id, api_key_id, endpoint, outcome, started, raw)
     select $1, n, 1, '/sensor/', 'stored', timestamptz '2026-11-20 10:00Z' + n * interval '1 minute',
       json_build_object('noise', (select string_agg(md5((n * 100 + k)::text), '') from generate_series(1, 20) k))
     from generate_series(1, 5000) n`,
    [appId],
  );
}
