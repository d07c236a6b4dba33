import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool, type PoolClient } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { databaseGate } from "../../test/database/database-gate.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import type { SubmitOptions } from "./ingest-types.ts";
import { parseSensorRequest } from "./parse-sensor-request.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});
afterAll(() => tester.ingest.close());

/** Sends an event and waits for its acknowledgement only. */
const submit = ({ ingest, appId }: RuntimeTester, userName: string, url = "/", options: SubmitOptions = {}) => {
  const fields = { userName, url, eventTime: "2026-11-20 10:00:00", ipAddress: "85.10.20.30" };
  const accepted = parseSensorRequest(fields, { now: Date.now() });
  if (accepted.kind === "rejected") throw new Error(accepted.message);
  return ingest.submit(originOf(appId), accepted, options);
};

const inboxOf = async (userId: string) =>
  (await database.pool.query<{ event_id: string }>("select event_id from inbox where user_id = $1", [userId])).rows.map(
    ({ event_id }) => event_id,
  );
const eventsOf = async (userId: string) =>
  (
    await database.pool.query<{ event_id: string }>(
      "select event_id from events where user_id = $1 order by event_id",
      [userId],
    )
  ).rows.map(({ event_id }) => event_id);
const countOf = async (userId: string) =>
  (await database.pool.query<{ event_count: number }>("select event_count from users where user_id = $1", [userId]))
    .rows[0]?.event_count;

/** Holds a user, so that whoever stores an event of theirs has to wait; `first` is stored by then, and waits. */
async function whileHeld<T>(userId: string, first: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const client: PoolClient = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query("select from users where user_id = $1 for update", [userId]);
    void first().catch(() => undefined);
    await waitUntilWaiting(1);
    return await work();
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Resolves when so many connections wait for a lock. */
const waitUntilWaiting = async (connections: number) => {
  const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await database.pool.query(waiting)).rows.length < connections) await sleep(5);
};

it("answers who would have to wait for a batch as soon as the event is in the inbox", async () => {
  const { userId } = await tester.send({ userName: "slow" });
  const quick = await whileHeld(
    userId,
    () => submit(tester, "slow"),
    async () => {
      const acks = await Promise.all([submit(tester, "quick"), submit(tester, "quick"), submit(tester, "slow")]);
      for (const ack of acks) expect(await inboxOf(ack.userId)).toContain(ack.eventId);
      expect(await countOf(userId)).toBe(1);
      return acks[0].userId;
    },
  );
  await tester.ingest.settle();
  expect([await countOf(userId), await countOf(quick)]).toEqual([3, 2]);
  expect([...(await inboxOf(userId)), ...(await inboxOf(quick))]).toEqual([]);
});

it("keeps nothing in the inbox of whom somebody waits for until it is stored: it is in the next batch", async () => {
  const { userId } = await tester.send({ userName: "awaited" });
  const acks = await whileHeld(
    userId,
    () => submit(tester, "awaited"),
    async () => {
      const waiting = ["awaited", "awaited too"].map((name) => submit(tester, name, "/", { untilStored: true }));
      expect(await inboxOf(userId)).toEqual([]);
      expect(tester.ingest.waiting()).toBe(2);
      return { waiting };
    },
  );
  const [ack] = await Promise.all(acks.waiting);
  expect(await eventsOf(userId)).toContain(ack?.eventId);
  expect(await countOf(userId)).toBe(3);
});

it("stores an event at once, without the inbox, when nothing is before it", async () => {
  const ack = await submit(tester, "alone");
  expect(await eventsOf(ack.userId)).toEqual([ack.eventId]);
  expect(await inboxOf(ack.userId)).toEqual([]);
});

it("stores what a process left in the inbox once, under the id that was acknowledged, whoever comes first", async () => {
  const ended = await runtimeTester(database.pool, { appId: tester.appId });
  const { userId } = await ended.send({ userName: "left" });
  const acks = await whileHeld(
    userId,
    () => submit(ended, "left"),
    () => Promise.all(Array.from({ length: 20 }, (_, n) => submit(ended, "left", `/${n}`))),
  );
  // Three at once: the process itself, which has not ended in truth, and two who think that it has.
  const others = await Promise.all([1, 2].map(() => runtimeTester(database.pool, { appId: tester.appId })));
  for (const { ingest } of others) await ingest.takeOver(Date.now() + 1000);
  await Promise.all([ended, ...others].map(({ ingest }) => ingest.close()));
  const stored = await eventsOf(userId);
  expect(stored).toHaveLength(22);
  expect(acks.filter(({ eventId }) => !stored.includes(eventId))).toEqual([]);
  expect(await countOf(userId)).toBe(22);
  expect(await inboxOf(userId)).toEqual([]);
});

it("gives the logbook what was sent, whichever way it came, but for what no column takes", async () => {
  const { userId } = await tester.send({ userName: "written" });
  await whileHeld(
    userId,
    () => submit(tester, "written", "/direct"),
    () => Promise.all(["/kept", "/half\u{0}\ud83d"].map((url) => submit(tester, "written", url))),
  );
  await tester.ingest.settle();
  const { rows } = await database.pool.query<{ line: object }>(
    `select json_build_object('url', l.raw ->> 'url', 'name', l.raw ->> 'userName', 'outcome', l.outcome,
        'messages', l.messages, 'key', l.api_key_id, 'endpoint', l.endpoint, 'same', l.user_id = e.user_id) as line
      from logbook l join events e using (event_id) where e.user_id = $1 order by l.logbook_id offset 1`,
    [userId],
  );
  const line = { name: "written", outcome: "stored", messages: null, key: 1, endpoint: "/sensor/", same: true };
  expect(rows.map((row) => row.line)).toEqual([
    { ...line, url: "/direct" },
    { ...line, url: "/kept" },
    { ...line, url: "/half", outcome: "corrected", messages: ["url validation error on `/half`"] },
  ]);
});

it("takes over only what was received before", async () => {
  const { userId } = await tester.send({ userName: "recent" });
  await database.pool.query(
    `insert into inbox (user_id, event_id, app_id, api_key_id, received_at, raw)
     values ($1, 1, $2, 1, now(), $3)`,
    [
      userId,
      tester.appId,
      JSON.stringify({ userName: "recent", url: "/", ipAddress: "85.1.1.1", eventTime: "2026-11-20 10:00:00" }),
    ],
  );
  await tester.ingest.takeOver(Date.now() - 60_000);
  await tester.ingest.settle();
  expect(await inboxOf(userId)).toEqual(["1"]);
  await tester.ingest.takeOver(Date.now() + 60_000);
  await tester.ingest.settle();
  expect([await inboxOf(userId), await countOf(userId)]).toEqual([[], 2]);
});

it("takes over what was received by a clock that was hours ahead", async () => {
  const { userId } = await tester.send({ userName: "from tomorrow" });
  const raw = { userName: "from tomorrow", url: "/", ipAddress: "85.1.1.1", eventTime: "2026-11-20 10:00:00" };
  await database.pool.query(
    `insert into inbox (user_id, event_id, app_id, api_key_id, received_at, raw)
     values ($1, 2, $2, 1, now() + interval '6 hours', $3)`,
    [userId, tester.appId, JSON.stringify(raw)],
  );
  await tester.ingest.takeOver(Date.now() - 5000);
  await tester.ingest.settle();
  expect([await inboxOf(userId), await countOf(userId)]).toEqual([[], 2]);
});

async function waitingForApps(): Promise<number> {
  const { rows } = await database.pool.query<{ waiting: number }>(
    "select count(*)::integer as waiting from pg_locks where relation = 'apps'::regclass and not granted",
  );
  return rows[0]?.waiting ?? 0;
}

it("takes up once what is looked for twice at the same moment", async () => {
  const { userId } = await tester.send({ userName: "seen twice" });
  await database.pool.query(
    `insert into inbox (user_id, event_id, app_id, api_key_id, trace_id, received_at, raw) values ($1, 3, $2, 1, 'a', now(), $3)`,
    [
      userId,
      tester.appId,
      JSON.stringify({ userName: "seen twice", url: "/", ipAddress: "85.1.1.1", eventTime: "2026-11-20 10:00:00" }),
    ],
  );
  const soon = Date.now() + 60_000;
  // It has to ask for the app's time zone first, for both.
  const { ingest } = await runtimeTester(database.pool, { appId: tester.appId });
  const holder = new Client({ connectionString: database.url() });
  await holder.connect();
  await holder.query("begin; lock table apps in access exclusive mode");
  const looks = [ingest.takeOver(soon), ingest.takeOver(soon)];
  await expect.poll(() => waitingForApps()).toBe(1);
  await sleep(100);
  await holder.query("commit");
  await holder.end();
  await Promise.all(looks);
  await ingest.settle();
  expect([await inboxOf(userId), await countOf(userId)]).toEqual([[], 2]);
});

it("sets an event aside that the database refuses, tells of it and stores the others", async () => {
  const errors: unknown[] = [];
  const picky = await runtimeTester(database.pool, { onError: (error) => errors.push(error) });
  const { userId } = await picky.send({ userName: "picky" });
  await database.pool.query("alter table events add constraint picky check (url <> '/refused') not valid");
  const acks = await whileHeld(
    userId,
    () => submit(picky, "picky"),
    () => Promise.all(["/a", "/refused", "/b"].map((url) => submit(picky, "picky", url))),
  );
  await picky.ingest.close();
  await database.pool.query("alter table events drop constraint picky");
  expect(await countOf(userId)).toBe(4);
  const { rows } = await database.pool.query("select event_id, failure from inbox where user_id = $1", [userId]);
  expect(rows).toEqual([{ event_id: acks[1]?.eventId, failure: expect.stringContaining("picky") }]);
  expect(errors).not.toEqual([]);
});

it("keeps events for a database that is not what it should be, until it is", async () => {
  const patient = await runtimeTester(database.pool, { onError: () => undefined });
  const { userId } = await patient.send({ userName: "patient" });
  const away = await whileHeld(
    userId,
    () => submit(patient, "patient"),
    async () => {
      await Promise.all([submit(patient, "patient"), submit(patient, "patient")]);
      // It waits for the statement that is being held, and comes before the next one.
      const renamed = database.pool.query("alter table sessions rename to away");
      await waitUntilWaiting(2);
      return { renamed };
    },
  );
  await away.renamed;
  await expect.poll(async () => (await inboxOf(userId)).length).toBeGreaterThan(0);
  await database.pool.query("alter table away rename to sessions");
  await patient.ingest.close();
  expect(await inboxOf(userId)).toEqual([]);
  expect(await countOf(userId)).toBe(4);
});

it("stores what it acknowledged when the database was away in between", async () => {
  const gate = databaseGate();
  const pool = new Pool({ connectionString: await gate.open(database.url()) });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const behind = await runtimeTester(pool, { appId: tester.appId });
  const { userId } = await behind.send({ userName: "away" });
  const acks = await whileHeld(
    userId,
    () => submit(behind, "away"),
    async () => {
      const kept = await Promise.all(Array.from({ length: 10 }, () => submit(behind, "away")));
      await gate.shut();
      return kept;
    },
  );
  await expect(submit(behind, "nobody")).rejects.toThrow("the database cannot work now");
  await gate.reopen();
  await behind.ingest.settle();
  const stored = await eventsOf(userId);
  expect(acks.filter(({ eventId }) => !stored.includes(eventId))).toEqual([]);
  expect(await countOf(userId)).toBe(stored.length);
  await behind.ingest.close();
  await pool.end();
  await gate.shut();
});
