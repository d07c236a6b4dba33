import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { parseSensorRequest } from "./parse-sensor-request.ts";

const database = testDatabase();
const FACTS = {
  ips: { "5.5.5.5": { country: "DE" as const, asn: 64500 }, "5.5.5.6": { country: "FR" as const }, "5.5.5.7": {} },
};
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool, { facts: FACTS });
});
afterAll(() => tester.ingest.close());

const user = (name: string) =>
  tester.store.db
    .selectFrom("users")
    .selectAll()
    .where("name", "=", name)
    .where("app_id", "=", tester.appId)
    .executeTakeFirstOrThrow();

it("answers with the ids of what it stored", async () => {
  const ack = await tester.send({ userName: "first", httpReferer: "https://a.example/" });
  const row = await user("first");
  expect(ack).toEqual({ userId: row.user_id, eventId: expect.stringMatching(/^\d+$/), repeated: false });
  const event = await tester.store.db
    .selectFrom("events")
    .selectAll()
    .where("user_id", "=", row.user_id)
    .executeTakeFirstOrThrow();
  expect(event).toMatchObject({
    time: new Date("2026-11-20T10:00:00Z"),
    url: "/",
    path: null,
    referer: "https://a.example/",
    type: "page_view",
    local_hour: 10,
  });
});

it("counts events, addresses, devices, countries and sessions of a user", async () => {
  const at = (time: string, ipAddress: string, userAgent: string) =>
    tester.send({ userName: "counted", eventTime: `2026-11-20 ${time}`, ipAddress, userAgent });
  await at("10:00:00", "5.5.5.5", "a");
  await Promise.all([at("10:10:00", "5.5.5.6", "a"), at("10:20:00", "5.5.5.7", "b"), at("10:20:00", "5.5.5.7", "b")]);
  await at("12:00:00", "5.5.5.5", "a");
  expect(await user("counted")).toMatchObject({
    event_count: 5,
    ip_count: 3,
    device_count: 2,
    country_count: 3,
    session_count: 2,
  });
  const sessions = await tester.store.db
    .selectFrom("sessions")
    .select(["event_count", "ip_count", "device_count", "country_count"])
    .where("user_id", "=", (await user("counted")).user_id)
    .orderBy("started")
    .execute();
  expect(sessions).toEqual([
    { event_count: 4, ip_count: 3, device_count: 2, country_count: 3 },
    { event_count: 1, ip_count: 1, device_count: 1, country_count: 1 },
  ]);
});

it("counts all addresses without a known country as one more country", async () => {
  for (const ipAddress of ["5.5.5.7", "85.1.1.1", "85.1.1.2", "5.5.5.5"])
    await tester.send({ userName: "unknowns", ipAddress });
  expect(await user("unknowns")).toMatchObject({ ip_count: 4, country_count: 2 });
});

it("opens a session for an old event that comes late, which the next event stretches beyond four hours", async () => {
  for (const eventTime of ["2026-11-20 10:00:00", "2026-11-19 10:00:00", "2026-11-20 10:05:00", "2026-11-20 10:06:00"])
    await tester.send({ userName: "late", eventTime });
  expect(await user("late")).toMatchObject({
    session_count: 3,
    first_seen: new Date("2026-11-19T10:00:00Z"),
    last_seen: new Date("2026-11-20T10:06:00Z"),
  });
});

it("cuts a session after four hours and moves its start back for an older event", async () => {
  const minutes = Array.from({ length: 12 }, (_, index) => index * 25);
  for (const minute of minutes)
    await tester.send({
      userName: "busy",
      eventTime: new Date(Date.UTC(2026, 10, 20, 8, minute)).toISOString().slice(0, 19).replace("T", " "),
    });
  expect((await user("busy")).session_count).toBe(2);
  await tester.send({ userName: "back", eventTime: "2026-11-20 10:00:00" });
  await tester.send({ userName: "back", eventTime: "2026-11-20 09:50:00" });
  const back = await user("back");
  const session = await tester.store.db
    .selectFrom("sessions")
    .selectAll()
    .where("user_id", "=", back.user_id)
    .executeTakeFirstOrThrow();
  expect(session).toMatchObject({
    started: new Date("2026-11-20T09:50:00Z"),
    last_seen: new Date("2026-11-20T10:00:00Z"),
    event_count: 2,
  });
});

it("keeps the latest names and never forgets one that is not sent again", async () => {
  await tester.send({
    userName: "named",
    firstName: "Ann",
    emailAddress: "a@gmail.com",
    userCreated: "2020-01-01 00:00:00",
  });
  await tester.send({ userName: "named", lastName: "Lee", emailAddress: "b@gmail.com" });
  await tester.send({ userName: "named" });
  expect(await user("named")).toMatchObject({
    first_name: "Ann",
    last_name: "Lee",
    last_email: "b@gmail.com",
    created_sent: new Date("2020-01-01T00:00:00Z"),
  });
});

it("counts the users of an address and of a phone number", async () => {
  await tester.send({ userName: "shared 1", ipAddress: "9.9.9.9", phoneNumber: "+4915112345678" });
  await Promise.all([
    tester.send({ userName: "shared 2", ipAddress: "9.9.9.9", phoneNumber: "+4915112345678" }),
    tester.send({ userName: "shared 2", ipAddress: "9.9.9.9" }),
  ]);
  const ip = await tester.store.db
    .selectFrom("ips")
    .selectAll()
    .where(sql<boolean>`address = '9.9.9.9'`)
    .executeTakeFirstOrThrow();
  expect(ip).toMatchObject({ user_count: 2, spread_count: 1 });
  expect(await tester.store.db.selectFrom("phones").select(["user_count"]).execute()).toEqual([{ user_count: 2 }]);
});

it("counts pages, countries and addresses of the app once the events are in", async () => {
  const other = await runtimeTester(database.pool, { facts: FACTS });
  for (const url of ["/a", "/a", "/b"])
    await other.send({ userName: "reader", url, ipAddress: "5.5.5.5", userAgent: "curl/8.4.0" });
  await other.ingest.close();
  const of = (table: "urls" | "countries" | "networks" | "user_agents" | "ips") =>
    other.store.db
      .selectFrom(table)
      .select("event_count")
      .where("app_id", "=", other.appId)
      .orderBy("event_count")
      .execute();
  expect(await of("urls")).toEqual([{ event_count: 1 }, { event_count: 2 }]);
  for (const table of ["countries", "networks", "user_agents", "ips"] as const)
    expect(await of(table)).toEqual([{ event_count: 3 }]);
});

it("marks users due in the same transaction", async () => expect((await user("first")).due_at).not.toBeNull());

it("writes a line of the logbook for every event, with what was sent and corrected, but for secrets", async () => {
  await tester.send({ userName: "logged", ipAddress: "nonsense", firstName: "\0x", url: "/login?password=x" });
  const row = await user("logged");
  const line = await tester.store.db
    .selectFrom("logbook")
    .selectAll()
    .where("user_id", "=", row.user_id)
    .executeTakeFirstOrThrow();
  expect(line).toMatchObject({
    outcome: "corrected",
    messages: ["ipAddress validation error on `nonsense`", "firstName validation error on `x`"],
    raw: { userName: "logged", ipAddress: "nonsense", firstName: "x", url: "/login?password=***" },
    status: 200,
    ended: expect.any(Date),
  });
});

it("stores events of any year, in a partition of their month or in the default one", async () => {
  for (const eventTime of ["1999-12-31 23:59:59", "2024-02-29 12:00:00", "2011-01-01 00:00:00"])
    await tester.send({ userName: "years", eventTime });
  const { user_id } = await user("years");
  const { rows } = await database.pool.query<{ part: string }>(
    "select tableoid::regclass::text as part from events where user_id = $1 order by time",
    [user_id],
  );
  expect(rows.map(({ part }) => part)).toEqual(["events_default", "events_default", "events_2024_02"]);
});

it("lets two processes write the same users and addresses without losing a count", async () => {
  const other = await runtimeTester(database.pool, { facts: FACTS });
  const ingests = [tester.ingest, other.ingest];
  const sent = Array.from({ length: 600 }, (_, n) => {
    const accepted = parseSensorRequest(
      {
        userName: `both ${(n * 7) % 20}`,
        ipAddress: `7.7.7.${(n * 13) % 50}`,
        url: `/${n % 5}`,
        eventTime: "2026-11-20 10:00:00",
      },
      { now: 0 },
    );
    if (accepted.kind === "rejected") throw new Error(accepted.message);
    return ingests[n % 2]?.submit(originOf(tester.appId), accepted);
  });
  const acks = await Promise.all(sent);
  expect(acks.every((ack) => ack !== undefined)).toBe(true);
  await Promise.all(ingests.map((ingest) => ingest.settle()));
  const { rows } = await database.pool.query<{
    counted: number;
    stored: number;
    ips: number;
    pairs: number;
    told: number;
  }>(
    `select (select sum(event_count) from users where name like 'both %')::int as counted,
            (select count(*) from events e join users u using (user_id) where u.name like 'both %')::int as stored,
            (select sum(ip_count) from users where name like 'both %')::int as ips,
            (select count(*) from user_ips i join users u using (user_id) where u.name like 'both %')::int as pairs,
            (select sum(user_count) from ips where host(address) like '7.7.7.%')::int as told`,
  );
  const [row] = rows;
  expect(row).toMatchObject({ counted: 600, stored: 600 });
  expect(row?.ips).toBe(row?.pairs);
  expect(row?.told).toBe(row?.pairs);
  await other.ingest.close();
});

it.each([
  ["events", { events: 3, bytes: 1_000_000 }, 3],
  ["bytes", { events: 1000, bytes: 400 }, 2],
])("refuses what is more than may wait, by %s, and takes more when that is stored", async (_, bounds, most) => {
  const bounded = await runtimeTester(database.pool, { appId: tester.appId, bounds });
  const submit = (url: string) => {
    const fields = { userName: "many", url, eventTime: "2026-11-20 10:00:00", ipAddress: "5.5.5.5" };
    const accepted = parseSensorRequest({ ...fields, pageTitle: "x".repeat(200) }, { now: Date.now() });
    if (accepted.kind === "rejected") throw new Error(accepted.message);
    return bounded.ingest.submit(originOf(tester.appId), accepted);
  };
  await submit("/first");
  const settled = await Promise.allSettled(["/1", "/2", "/3", "/4", "/5"].map(submit));
  const refused = settled.filter(({ status }) => status === "rejected");
  expect(settled.length - refused.length).toBe(most);
  for (const result of refused) expect(result).toMatchObject({ reason: { name: "IngestFull" } });
  await bounded.ingest.settle();
  await submit("/last");
  await bounded.ingest.close();
});
