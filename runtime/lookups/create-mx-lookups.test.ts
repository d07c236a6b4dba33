import { beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { createMxLookups, type MxLookups } from "./create-mx-lookups.ts";
import { createResolveMx } from "./resolve-mx.ts";
import { dnsServer, type Zone } from "./testing/dns-server.ts";

const database = testDatabase();
let tester: RuntimeTester;
let lookups: MxLookups;
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
  onTestFinished(() => server.close());
  const known: string[][] = [];
  lookups = createMxLookups({
    store: tester.store,
    resolve: createResolveMx({ servers: [server.address], deadlineMs: 200 }),
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

it("pauses after failures in a row", async () => {
  const zone: Record<string, Zone[string]> = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`b${n}.com`, "broken"]));
  const { server } = await looking({ ...zone, "fine.com": ["mx.fine.com"] });
  for (const domain of Object.keys(zone)) await mxOf(domain, `a@${domain}`);
  expect(await mxOf("fine", "a@fine.com")).toEqual([null]);
  expect(server.asked).not.toContain("fine.com");
  now += 60_001;
  expect(await mxOf("fine", "a@fine.com")).toEqual([true]);
});
