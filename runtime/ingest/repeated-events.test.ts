import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import type { Ack } from "./ingest-types.ts";
import { REPEATED } from "./logbook-rows.ts";
import { parseSensorRequest } from "./parse-sensor-request.ts";

const database = testDatabase();
let testers: readonly [RuntimeTester, RuntimeTester];
beforeAll(async () => {
  const first = await runtimeTester(database.pool);
  testers = [first, await runtimeTester(database.pool, { appId: first.appId })];
});
afterAll(() => Promise.all(testers.map(({ ingest }) => ingest.close())));

const SEARCH = {
  ipAddress: "85.10.20.30",
  url: "/search?page=1",
  eventTime: "2026-11-20 10:00:00",
  eventType: "page_search",
  payload: '{"field_id":"q","value":"shoes"}',
};

function submit(tester: RuntimeTester, traceId: string | null, fields: Record<string, string>): Promise<Ack> {
  const accepted = parseSensorRequest({ ...SEARCH, ...fields }, { now: Date.now() });
  if (accepted.kind === "rejected") throw new Error(accepted.message);
  return tester.ingest.submit({ ...originOf(tester.appId), traceId }, accepted);
}

async function send(traceId: string | null, fields: Record<string, string>): Promise<Ack> {
  const ack = await submit(testers[0], traceId, fields);
  await testers[0].ingest.settle();
  return ack;
}

interface Found {
  readonly counted: number;
  readonly stored: number;
  readonly lines: Readonly<Record<string, number>>;
}

async function found(userName: string): Promise<Found | undefined> {
  const { rows } = await database.pool.query<Found>(
    `select event_count as counted, (select count(*)::integer from events e where e.user_id = u.user_id) as stored,
      (select json_object_agg(outcome, lines) from (
        select outcome, count(*) as lines from logbook l where l.user_id = u.user_id group by outcome) o) as lines
    from users u where name = $1`,
    [userName],
  );
  return rows[0];
}

it("stores an event that was sent again once, and points to it in the logbook", async () => {
  const first = await send("t-1", { userName: "again" });
  expect(await send("t-1", { userName: "again" })).toEqual({ ...first, repeated: true });
  expect(await found("again")).toEqual({ counted: 1, stored: 1, lines: { stored: 1, repeated: 1 } });
  const { rows } = await database.pool.query(
    "select event_id, messages from logbook where user_id = $1 and outcome = 'repeated'",
    [first.userId],
  );
  expect(rows).toEqual([{ event_id: first.eventId, messages: [REPEATED] }]);
});

it.each([
  ["without a trace id", null, {}],
  ["with another trace id", "other", {}],
  ["of another time", "t", { eventTime: "2026-11-20 10:00:00.001" }],
  ["of another type", "t", { eventType: "page_view" }],
  ["of another address", "t", { url: "/find?page=1" }],
  ["of another query", "t", { url: "/search?page=2" }],
  ["of another payload", "t", { payload: '{"field_id":"q","value":"boots"}' }],
])("stores one %s as well", async (what, traceId, fields) => {
  const userName = `one ${what}`;
  await send(traceId === null ? null : "t", { userName });
  await send(traceId, { userName, ...fields });
  expect(await found(userName)).toEqual({ counted: 2, stored: 2, lines: { stored: 2 } });
});

it.each(["soon", "2026-11-20T10:00:00Z", "2099-01-01 00:00:00"])(
  "stores an event once whose time was %s, whenever it is sent again",
  async (eventTime) => {
    const userName = `at ${eventTime}`;
    const first = await send("t-1", { userName, eventTime });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await send("t-1", { userName, eventTime })).toEqual({ ...first, repeated: true });
    const both = [
      submit(testers[0], "t-2", { userName, eventTime }),
      submit(testers[1], "t-2", { userName, eventTime }),
    ];
    await Promise.all(both);
    await Promise.all(testers.map(({ ingest }) => ingest.settle()));
    await send("t-1", { userName, eventTime, url: "/other" });
    // It came with a time of its own.
    await send("t-3", { userName });
    await send("t-3", { userName, eventTime });
    expect(await found(userName)).toEqual({ counted: 5, stored: 5, lines: { stored: 1, corrected: 4, repeated: 2 } });
  },
);

it("finds the same event that came to another process later and was stored first", async () => {
  const at = (moment: number) =>
    parseSensorRequest({ ...SEARCH, userName: "crossed", eventTime: "soon" }, { now: moment });
  const now = Date.now();
  const acks: Ack[] = [];
  for (const [tester, moment] of [
    [testers[1], now],
    [testers[0], now - 5],
  ] as const) {
    const accepted = at(moment);
    if (accepted.kind === "rejected") throw new Error(accepted.message);
    acks.push(await tester.ingest.submit({ ...originOf(tester.appId), traceId: "t", receivedAt: moment }, accepted));
    await tester.ingest.settle();
  }
  expect(acks).toEqual([acks[0], { ...acks[0], repeated: true }]);
  expect(await found("crossed")).toMatchObject({ counted: 1, stored: 1 });
});

it("tells edits apart by what changed", async () => {
  const edit = (value: string) => ({
    userName: "editor",
    eventType: "field_edit",
    fieldHistory: JSON.stringify([{ field_id: "iban", old_value: "1", new_value: value }]),
  });
  for (const value of ["2", "2", "3"]) await send("t", edit(value));
  expect(await found("editor")).toMatchObject({ stored: 2, lines: { stored: 2, repeated: 1 } });
  const { rows } = await database.pool.query("select count(*)::integer as changes from field_changes");
  expect(rows).toEqual([{ changes: 2 }]);
});

it("takes the same of another user for another", async () => {
  await send("shared", { userName: "one of two" });
  await send("shared", { userName: "two of two" });
  expect([await found("one of two"), await found("two of two")]).toMatchObject([{ stored: 1 }, { stored: 1 }]);
});

it("stores it again after a day", async () => {
  const hours = (count: number) => (BigInt(count) * 3_600_000n) << 22n;
  const { userId } = await send("t", { userName: "daily" });
  const { pool } = database;
  await pool.query("update events set event_id = event_id - $2 where user_id = $1", [userId, String(hours(23))]);
  await send("t", { userName: "daily" });
  expect(await found("daily")).toMatchObject({ stored: 1 });
  await pool.query("update events set event_id = event_id - $2 where user_id = $1", [userId, String(hours(2))]);
  await send("t", { userName: "daily" });
  expect(await found("daily")).toMatchObject({ counted: 2, stored: 2, lines: { stored: 2, repeated: 1 } });
});

it("stores it once when it comes many times at the same moment, to two processes", async () => {
  const moments = Array.from({ length: 20 }, (_, i) => `2026-11-20 10:00:00.${String(i).padStart(3, "0")}`);
  const sent = moments.flatMap((eventTime) =>
    [0, 1, 2, 3].map((n) => submit(testers[n % 2 === 0 ? 0 : 1], "burst", { userName: "burst", eventTime })),
  );
  await Promise.all(sent);
  await Promise.all(testers.map(({ ingest }) => ingest.settle()));
  expect(await found("burst")).toEqual({ counted: 20, stored: 20, lines: { stored: 20, repeated: 60 } });
});
