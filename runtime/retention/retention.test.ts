import { afterEach, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { verifyTrails } from "../audit/verify-trails.ts";
import { createPartitions } from "../db/partitions.ts";
import { decide } from "../decisions/decide.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createRetention, type RetentionJob } from "./create-retention.ts";
import { readRetention, setRetention } from "./retention-setting.ts";

const database = testDatabase();
const NOW = Date.UTC(2026, 10, 26);
const DAY = 86_400_000;
let tester: RuntimeTester;
/** What a test opened. */
let opened: RuntimeTester[] = [];
afterEach(async () => {
  for (const { ingest } of opened) await ingest.close();
  opened = [];
  // One app a test: months are dropped when every app is past them.
  await database.pool.query("delete from retention_runs");
  await database.pool.query("update apps set retention_weeks = 520");
});

async function newApp(): Promise<void> {
  tester = await runtimeTester(database.pool);
  opened.push(tester);
}

function send(userName: string, daysAgo: number, fields: Readonly<Record<string, string>> = {}) {
  const eventTime = new Date(NOW - daysAgo * DAY).toISOString().slice(0, 19).replace("T", " ");
  return tester.send({ userName, eventTime, ...fields });
}

function job(sizes?: { readonly looked: number; readonly users: number; readonly events: number }): RetentionJob {
  const { store, installation } = tester;
  return createRetention({ store, installation, clock: () => NOW, ...(sizes === undefined ? {} : { sizes }) });
}

async function keepWeeks(weeks: number): Promise<void> {
  await setRetention(tester.store, { appId: tester.appId, weeks, operatorId: null, at: NOW });
}

async function rowsOf(text: string): Promise<readonly object[]> {
  return (await database.pool.query<object>(text, [tester.appId])).rows;
}

/** Every counter of every user beside what is stored. */
const COUNTERS = `select name, event_count, ip_count, device_count, session_count, country_count,
    (select count(*)::integer from events e where e.user_id = u.user_id) as events,
    (select count(*)::integer from user_ips o where o.user_id = u.user_id) as ips,
    (select count(*)::integer from user_devices o where o.user_id = u.user_id) as devices,
    (select count(*)::integer from sessions o where o.user_id = u.user_id) as sessions,
    (select coalesce(sum(event_count), 0)::integer from user_ips o where o.user_id = u.user_id) as ip_events,
    (select coalesce(sum(event_count), 0)::integer from sessions o where o.user_id = u.user_id) as session_events
  from users u where app_id = $1 order by name`;

it("deletes what is older, then what no event names any more, and counts what is left", async () => {
  await newApp();
  const old = { ipAddress: "203.0.113.1", url: "/old", emailAddress: "old@old.example", userAgent: "old agent" };
  const young = { ipAddress: "203.0.113.2", url: "/young", emailAddress: "young@young.example", phoneNumber: "+49151" };
  await send("anna", 30, old);
  await send("anna", 29, { ...young, url: "/old" });
  await send("anna", 1, young);
  await send("bert", 40, { ipAddress: "203.0.113.1", url: "/old" });
  await send("cora", 2, { ipAddress: "203.0.113.1" });
  await tester.ingest.close();
  await keepWeeks(2);
  const retention = job();
  await retention.run();
  expect(retention.deleted()).toMatchObject({ events: 3, users: 1 });

  const one = {
    event_count: 1,
    events: 1,
    ip_count: 1,
    ips: 1,
    device_count: 1,
    devices: 1,
    session_count: 1,
    sessions: 1,
  };
  const same = { ...one, country_count: 1, ip_events: 1, session_events: 1 };
  expect(await rowsOf(COUNTERS)).toEqual([
    { name: "anna", ...same },
    { name: "cora", ...same },
  ]);
  expect(await rowsOf("select address, user_count from ips where app_id = $1 order by 1")).toEqual([
    { address: "203.0.113.1", user_count: 1 },
    { address: "203.0.113.2", user_count: 1 },
  ]);
  expect(await rowsOf("select address from emails where app_id = $1")).toEqual([{ address: "young@young.example" }]);
  expect(await rowsOf("select domain from domains where app_id = $1")).toEqual([{ domain: "young.example" }]);
  expect(await rowsOf("select url, event_count from urls where app_id = $1 order by 1")).toEqual([
    { url: "/", event_count: 1 },
    { url: "/young", event_count: 1 },
  ]);
  expect(await rowsOf("select user_agent from user_agents where app_id = $1")).toEqual([]);
  expect(await rowsOf("select last_email from users where app_id = $1 and name = 'anna'")).toEqual([
    { last_email: "young@young.example" },
  ]);
  expect(await rowsOf("select reason from user_erasures where app_id = $1")).toEqual([{ reason: "retention" }]);
});

it("keeps whom somebody decided on, with what the blacklist is asked for", async () => {
  await newApp();
  await send("bad", 30, { ipAddress: "203.0.113.5", emailAddress: "bad@bad.example", userAgent: "bad agent" });
  await send("good", 30, { ipAddress: "203.0.113.6" });
  for (const [userName, decision] of [
    ["bad", "blacklist"],
    ["good", "whitelist"],
  ] as const)
    await decide(tester.store, { appId: tester.appId, userName, decision, operatorId: null });
  await keepWeeks(1);
  await job().run();
  expect(
    await rowsOf("select name, event_count, ip_count, device_count from users where app_id = $1 order by 1"),
  ).toEqual([
    { name: "bad", event_count: 0, ip_count: 1, device_count: 0 },
    { name: "good", event_count: 0, ip_count: 0, device_count: 0 },
  ]);
  expect(await rowsOf("select address, blacklisted from ips where app_id = $1")).toEqual([
    { address: "203.0.113.5", blacklisted: true },
  ]);
  expect(await rowsOf("select address from emails where app_id = $1 and blacklisted")).toEqual([
    { address: "bad@bad.example" },
  ]);
});

it("cuts the beginning of a trail, so that the rest is proven, and nobody can cut more in its name", async () => {
  await newApp();
  const edit = (daysAgo: number, newValue: string) =>
    send("edited", daysAgo, {
      eventType: "field_edit",
      fieldHistory: JSON.stringify([{ field_id: "f", new_value: newValue }]),
    });
  await edit(30, "1");
  await edit(29, "2");
  await edit(1, "3");
  // It came late: behind a change that stays.
  await edit(28, "4");
  const { userId } = await edit(1, "5");
  await keepWeeks(2);
  await job().run();
  const verify = () => verifyTrails(tester.store, { key: tester.installation.trailKey, userId });
  expect(await verify()).toMatchObject({ changes: 3, broken: [] });
  expect(await rowsOf("select sequence, new_value from field_changes where app_id = $1 order by 1")).toEqual([
    { sequence: "3", new_value: "3" },
    { sequence: "4", new_value: "4" },
    { sequence: "5", new_value: "5" },
  ]);
  await edit(0, "6");
  expect(await verify()).toMatchObject({ changes: 4, broken: [] });
  await rowsOf(`with third as (delete from field_changes where app_id = $1 and sequence = 3 returning mac)
    update field_trails set anchor_sequence = 3, anchor_mac = (select mac from third) where app_id = $1`);
  expect((await verify()).broken).toMatchObject([{ fault: "changed", of: "start" }]);
});

it("goes on where another process stopped, several at a time, and begins anew a day later or with another limit", async () => {
  await newApp();
  for (let n = 0; n < 12; n += 1)
    for (const daysAgo of [31, 30, 1]) await send(`user ${n}`, daysAgo, { ipAddress: `203.0.113.${n}` });
  await keepWeeks(1);
  const small = { looked: 3, users: 2, events: 3 };
  const processes = [job(small), job(small)];
  await Promise.all(processes.map((each) => each.run()));
  await job(small).run();
  const { run } = await readRetention(tester.store, tester.appId);
  expect(run).toMatchObject({ events: 24, finished: NOW, cutoff: NOW - 7 * DAY });
  expect(processes.reduce((sum, each) => sum + each.deleted().events, 0)).toBe(24);
  const counters = (await rowsOf(COUNTERS)) as readonly { readonly event_count: number; readonly events: number }[];
  expect(counters.map(({ event_count: count, events }) => [count, events])).toEqual(counters.map(() => [1, 1]));

  await send("user 0", 20);
  const later = job();
  await later.run();
  expect(later.deleted().events).toBe(0);
  await keepWeeks(2);
  await later.run();
  expect(later.deleted().events).toBe(1);
  await keepWeeks(0);
  await send("user 0", 300);
  await later.run();
  expect(later.deleted().events).toBe(1);
});

it("drops a month that is empty when every app is past it, and none before", async () => {
  await newApp();
  const months = async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass and inhrelid::regclass::text ~ '_2025_' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  await createPartitions(tester.store, () => NOW).ensure([Date.UTC(2025, 0, 5), Date.UTC(2025, 1, 5)]);
  const [first] = opened;
  await first?.send({ userName: "old", eventTime: "2025-01-05 10:00:00" });
  await newApp();
  await send("other", 1);
  await keepWeeks(8);
  await database.pool.query("update apps set retention_weeks = case app_id when $1 then 0 else 520 end", [
    first?.appId,
  ]);
  await job().run();
  expect(await months()).toEqual(["events_2025_01", "events_2025_02"]);
  await database.pool.query("delete from retention_runs");
  await database.pool.query("update apps set retention_weeks = 8");
  await job().run();
  expect(await months()).toEqual([]);
  await first?.send({ userName: "late", eventTime: "2025-01-05 10:00:00" });
  const { rows } = await database.pool.query("select name from users where name = 'late'");
  expect(rows).toHaveLength(1);
});
