import { beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { factsOfEvents } from "../re-enrichment/facts-of-events.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createLookups, type Lookups } from "./create-lookups.ts";
import { createDnsbl } from "./providers/dnsbl.ts";
import { createMx } from "./providers/mx.ts";
import { dnsServer, type Zone } from "./testing/dns-server.ts";

const database = testDatabase();
let tester: RuntimeTester;
let lookups: Lookups;
beforeAll(async () => {
  tester = await runtimeTester(database.pool, { onCommitted: ({ userIds }) => lookups.committed(userIds) });
});
let now = Date.parse("2026-11-20T10:00:00Z");
beforeEach(async () => {
  now += 30 * 86_400_000;
  await database.pool.query("delete from lookups");
});

async function looking(zone: Zone) {
  const server = await dnsServer(zone);
  onTestFinished(async () => {
    await lookups.stop();
    await server.close();
  });
  const known: string[][] = [];
  lookups = createLookups({
    store: tester.store,
    providers: [createMx({ servers: [server.address], deadlineMs: 200 })],
    onKnown: (userIds) => void known.push([...userIds]),
    log: { warn: () => undefined },
    now: () => now,
  });
  return { server, known };
}

/** What is stored of the address after the user's event. */
async function mxOf(userName: string, emailAddress: string) {
  await tester.send({ userName, emailAddress });
  await lookups.settle();
  const { rows } = await database.pool.query<{ mx: boolean | null }>(
    "select mx from user_emails join users using (user_id) where name = $1",
    [userName],
  );
  return rows.map(({ mx }) => mx);
}

it("stores whether domains take mail, and has the users judged again", async () => {
  const { known } = await looking({ "takes.com": ["mx.takes.com"], "no-record.com": [], "refuses.com": [""] });
  expect(await mxOf("takes", "a@takes.com")).toEqual([true]);
  expect(await mxOf("no record", "a@no-record.com")).toEqual([false]);
  expect(await mxOf("refuses", "a@refuses.com")).toEqual([false]);
  expect(await mxOf("gone", "a@gone.com")).toEqual([false]);
  expect(known.map((users) => users.length)).toEqual([1, 1, 1, 1]);
});

it("asks nobody twice while the answer is fresh, nor about what has no domain", async () => {
  const { server } = await looking({ "cached.com": ["mx.cached.com"] });
  expect(await mxOf("first", "a@cached.com")).toEqual([true]);
  expect(await mxOf("second", "b@cached.com")).toEqual([true]);
  expect(await mxOf("nobody", "no address")).toEqual([null]);
  expect(server.asked).toEqual(["cached.com"]);
  expect(lookups.counts().get("mx")).toEqual({
    asked: 1,
    answered: 1,
    unknown: 0,
    remembered: 1,
    lastAnswerAt: now,
    held: null,
    waiting: 0,
  });
  now += 8 * 86_400_000;
  expect(await mxOf("third", "c@cached.com")).toEqual([true]);
  expect(server.asked).toEqual(["cached.com", "cached.com"]);
});

it("leaves unknown who was not told of, and why, and asks again later", async () => {
  const zone: Record<string, Zone[string]> = { "slow.com": "silent", "broken.com": "broken" };
  const { server, known } = await looking(zone);
  expect(await mxOf("slow", "a@slow.com")).toEqual([null]);
  expect(await mxOf("broken", "a@broken.com")).toEqual([null]);
  const { rows } = await database.pool.query("select subject, answer, failure from lookups order by 1");
  expect(rows).toEqual([
    { subject: "broken.com", answer: null, failure: "error" },
    { subject: "slow.com", answer: null, failure: "timeout" },
  ]);
  expect(known).toEqual([]);
  zone["slow.com"] = ["mx.slow.com"];
  const before = server.asked.length;
  expect(await mxOf("slow", "a@slow.com")).toEqual([null]);
  expect(server.asked.length).toBe(before);
  now += 3_600_000;
  expect(await mxOf("slow", "a@slow.com")).toEqual([true]);
});

it("asks again when the time of an answer is over and the user comes back, and keeps the fact when nobody answers then", async () => {
  const zone: Record<string, Zone[string]> = { "moves.com": ["mx.moves.com"] };
  const { known } = await looking(zone);
  expect(await mxOf("mover", "a@moves.com")).toEqual([true]);
  now += 8 * 86_400_000;
  zone["moves.com"] = "broken";
  expect(await mxOf("mover", "a@moves.com")).toEqual([true]);
  zone["moves.com"] = [];
  now += 3_600_000;
  expect(await mxOf("mover", "a@moves.com")).toEqual([false]);
  expect(known).toHaveLength(2);
  const { rows } = await database.pool.query("select facts from emails where address = 'a@moves.com'");
  const day = new Date(now).toISOString().slice(0, 10);
  expect(rows).toMatchObject([
    { facts: { known: expect.arrayContaining([{ source: "mx", asOf: day, fields: ["mx"] }]) as unknown } },
  ]);
});

it("keeps beside the address why a fact is unknown, until it is told", async () => {
  const zone: Record<string, Zone[string]> = { "late.com": "silent" };
  const { known } = await looking(zone);
  const reasonOfMx = async () => {
    const { rows } = await database.pool.query<{ facts: { unknown: { reason: string; fields: readonly string[] }[] } }>(
      "select facts from emails where address = 'a@late.com'",
    );
    return rows[0]?.facts.unknown.filter(({ fields }) => fields.includes("mx")).map(({ reason }) => reason);
  };
  await mxOf("late", "a@late.com");
  expect(await reasonOfMx()).toEqual(["timeout"]);
  zone["late.com"] = "broken";
  now += 3_600_000;
  await mxOf("late", "a@late.com");
  expect(await reasonOfMx()).toEqual(["error"]);
  expect(known).toEqual([]);
  zone["late.com"] = ["mx.late.com"];
  now += 3_600_000;
  expect(await mxOf("late", "a@late.com")).toEqual([true]);
  expect(await reasonOfMx()).toEqual([]);
});

it("tells of an event what was known before the answer, and of a later one the answer with its day", async () => {
  const server = await dnsServer({ "40.20.10.85.bl.example.net": { addresses: ["127.0.0.2"] } });
  onTestFinished(() => server.close());
  lookups = createLookups({
    store: tester.store,
    providers: [createDnsbl({ zones: ["bl.example.net"], servers: [server.address] })],
    onKnown: () => undefined,
    log: { warn: () => undefined },
  });
  onTestFinished(() => lookups.stop());
  // Ids rise by the millisecond: what comes after is stored later.
  const pass = () => new Promise((resolve) => setTimeout(resolve, 5));
  const event = { userName: "at a listed address", ipAddress: "85.10.20.40" };
  await tester.send(event);
  await pass();
  await lookups.settle();
  await pass();
  await tester.send({ ...event, eventTime: "2026-11-20 10:00:01" });
  await lookups.settle();
  const { rows } = await database.pool.query<{ userId: string }>(
    `select user_id::text as "userId" from users where name = 'at a listed address'`,
  );
  const told = await factsOfEvents(tester.store, { userId: rows[0]?.userId ?? "", limit: 10 });
  const today = new Date().toISOString().slice(0, 10);
  expect(told).toMatchObject([
    {
      values: { spam_listed: true },
      known: expect.arrayContaining([{ source: "dnsbl", asOf: today, fields: ["spam_listed"] }]) as unknown,
      until: null,
    },
    {
      unknown: [{ reason: "no_source", fields: expect.arrayContaining(["spam_listed"]) as unknown }],
      until: expect.any(Number) as unknown,
    },
  ]);
  expect(told[1]?.values).not.toHaveProperty("spam_listed");
});

it("asks nobody about what an operator's file knows, and leaves that as it is", async () => {
  const { server } = await looking({ "ours.com": ["mx.ours.com"] });
  const withFile = await runtimeTester(database.pool, {
    facts: { asOf: "2026-11-20", domains: { "ours.com": { mx: false } } },
    onCommitted: ({ userIds }) => lookups.committed(userIds),
  });
  await withFile.send({ userName: "of the file", emailAddress: "a@ours.com" });
  await lookups.settle();
  expect(server.asked).toEqual([]);
  const { rows } = await database.pool.query("select mx from user_emails where address = 'a@ours.com'");
  expect(rows).toEqual([{ mx: false }]);
  await withFile.ingest.close();
});

it("writes an answer to all users who have the address, and has each judged again", async () => {
  const { known } = await looking({ "shared.com": ["mx.shared.com"] });
  const ids = async () =>
    (
      await database.pool.query<{ user_id: string }>(
        "select user_id::text from user_emails where address = 'both@shared.com' and mx order by 1",
      )
    ).rows.map(({ user_id }) => user_id);
  await tester.send({ userName: "one of two", emailAddress: "both@shared.com" });
  await tester.send({ userName: "two of two", emailAddress: "both@shared.com" });
  await lookups.settle();
  expect(await ids()).toHaveLength(2);
  expect([...new Set(known.flat())].toSorted()).toEqual(await ids());
});

it("pauses after failures in a row, and asks about those who came meanwhile when it is over", async () => {
  const zone: Record<string, Zone[string]> = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`b${n}.com`, "broken"]));
  const { server } = await looking({ ...zone, "fine.com": ["mx.fine.com"] });
  for (const domain of Object.keys(zone)) await mxOf(domain, `a@${domain}`);
  expect(await mxOf("fine", "a@fine.com")).toEqual([null]);
  expect(server.asked).not.toContain("fine.com");
  expect(lookups.counts().get("mx")).toMatchObject({ unknown: 5, held: "paused", waiting: 1 });
  now += 60_001;
  expect(await mxOf("fine", "a@fine.com")).toEqual([true]);
  expect(lookups.counts().get("mx")).toMatchObject({ held: null });
});

it("writes nothing once it is stopped, however slow the answer is", async () => {
  await looking({ "slow.com": "silent" });
  await tester.send({ userName: "stopped", emailAddress: "a@slow.com" });
  await lookups.stop();
  await tester.send({ userName: "after", emailAddress: "b@slow.com" });
  const { rows } = await database.pool.query("select from lookups");
  expect(rows).toEqual([]);
});
