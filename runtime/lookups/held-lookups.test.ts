import { beforeEach, expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";
import { createLookups } from "./create-lookups.ts";
import { createBreach } from "./providers/breach.ts";
import { webServer, type Site } from "./testing/web-server.ts";

const database = testDatabase();
const KEY = "a-key-that-nobody-may-read";
let now = Date.parse("2026-11-20T10:00:00Z");
beforeEach(() => database.pool.query("delete from lookups"));

/** A service that knows breaches, and users whose addresses it is asked about. */
async function asking(site: Site) {
  const server = await webServer(site);
  onTestFinished(() => server.close());
  const warnings: string[] = [];
  // Called once an event is stored.
  const tester = await runtimeTester(database.pool, { onCommitted: ({ userIds }) => lookups.committed(userIds) });
  const lookups = createLookups({
    store: tester.store,
    providers: [createBreach({ url: new URL(server.url), key: KEY, now: () => now })],
    onKnown: () => undefined,
    log: { warn: (details, message) => void warnings.push(`${message} ${JSON.stringify(details)}`) },
    now: () => now,
  });
  onTestFinished(async () => {
    await lookups.stop();
    await tester.ingest.close();
  });
  const breachedOf = async (userName: string) => {
    await tester.send({ userName, emailAddress: `${userName}@shop.com` });
    await lookups.settle();
    const { rows } = await database.pool.query<{ breached: boolean | null }>(
      "select breached from user_emails where app_id = $1 and address = $2",
      [tester.appId, `${userName}@shop.com`],
    );
    return rows[0]?.breached;
  };
  const counts = () => lookups.counts().get("breach");
  return { server, warnings, breachedOf, counts };
}

const pathOf = (userName: string) => `/breachedaccount/${userName}%40shop.com?truncateResponse=false`;

it("leaves alone who says to retry later, for as long as that, and then asks about all who came meanwhile", async () => {
  const site: Site = { [pathOf("anna")]: { status: 429, headers: { "retry-after": "20" } } };
  const { server, warnings, breachedOf, counts } = await asking(site);
  expect(await breachedOf("anna")).toBeNull();
  expect(await breachedOf("bert")).toBeNull();
  expect(server.asked).toHaveLength(1);
  expect(counts()).toMatchObject({ asked: 1, unknown: 1, held: "paused", waiting: 2 });
  expect(warnings).toEqual([expect.stringContaining("breach look-ups are told to come back later")]);
  site[pathOf("anna")] = { body: [{ BreachDate: "2016-08-31" }] };
  now += 20_001;
  expect(await breachedOf("anna")).toBe(true);
  expect(await breachedOf("bert")).toBe(false);
  expect(counts()).toMatchObject({ asked: 3, answered: 2, held: null });
});

it("asks nothing more once a key is refused, says so once, and keeps the key to itself", async () => {
  const { server, warnings, breachedOf, counts } = await asking({ [pathOf("carl")]: { status: 401 } });
  expect(await breachedOf("carl")).toBeNull();
  now += 30 * 86_400_000;
  expect(await breachedOf("dora")).toBeNull();
  expect(server.asked).toHaveLength(1);
  expect(counts()).toMatchObject({ asked: 1, held: "refused", waiting: 0 });
  expect(warnings).toEqual([expect.stringContaining("refuses the key of TOCSIN_HIBP_KEY")]);
  expect(warnings.join("")).not.toContain(KEY);
});

it("remembers nothing of a question that was not answered because of who is asked", async () => {
  const { breachedOf } = await asking({ [pathOf("emil")]: { status: 503 } });
  expect(await breachedOf("emil")).toBeNull();
  const { rows } = await database.pool.query("select from lookups");
  expect(rows).toEqual([]);
});
