import { expect, it } from "vitest";
import { EventsAnswer } from "../../api/index.ts";
import { createApiKey } from "../../runtime/index.ts";
import { databaseGate } from "../../test/database/database-gate.ts";
import { allIsStored } from "../testing/all-is-stored.ts";
import { serverTester, type Answer } from "../testing/server-tester.ts";

const gate = databaseGate();
const tester = serverTester({}, gate);
const EVENT = { userName: "anna", ipAddress: "85.10.20.30", url: "/", eventTime: "2026-11-20T10:00:00Z" };

interface Options {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const post = (json: unknown, { query = "", headers = {} }: Options = {}): Promise<Answer> =>
  tester.send("POST", `/api/v1/events${query}`, { headers: { "api-key": tester.first().apiKey, ...headers }, json });
const outcomes = ({ json }: Answer) => EventsAnswer.parse(json).outcomes;

async function storedOf(userName: string): Promise<number | undefined> {
  await allIsStored(tester.database.pool);
  const { rows } = await tester.database.pool.query<{ event_count: number }>(
    "select event_count from users where name = $1",
    [userName],
  );
  return rows[0]?.event_count;
}

it("stores up to a thousand events, each with an outcome of its own", async () => {
  const events = Array.from({ length: 1000 }, (_, i) => ({
    ...EVENT,
    userName: `batch ${i % 10}`,
    eventTime: new Date(Date.UTC(2026, 10, 20, 10, 0, 0, i)).toISOString(),
  }));
  const answer = await post({ events: [...events.slice(0, 998), { ...EVENT, url: 7 }, { ...EVENT, ipAddress: "x" }] });
  expect(answer.status).toBe(200);
  const found = outcomes(answer);
  expect(found.slice(0, 998).every(({ outcome }) => outcome === "stored")).toBe(true);
  expect(found.slice(998)).toEqual([
    { outcome: "rejected", field: "url", message: expect.stringContaining("url: ") },
    { outcome: "stored", event: expect.stringMatching(/^\d+$/), corrections: ["ipAddress validation error on `x`"] },
  ]);
  expect(await storedOf("batch 0")).toBe(100);
  expect(await storedOf("batch 9")).toBe(99);
  expect((await post({ events: [...events, EVENT] })).status).toBe(400);
});

it("says what to do with a user, counting the event that was sent", async () => {
  const fail = (second: number) => ({
    ...EVENT,
    userName: "guessed",
    ipAddress: "85.10.99.1",
    eventType: "account_login_fail",
    eventTime: new Date(Date.now() - 60_000 + second * 1000).toISOString(),
  });
  await post({ events: [0, 1, 2].map(fail) });
  const [before] = outcomes(
    await post({ events: [{ ...EVENT, userName: "new", ipAddress: "91.20.30.40" }] }, { query: "?decide=true" }),
  );
  expect(before).toMatchObject({ outcome: "stored", decision: { verdict: "allow" } });
  expect(JSON.stringify(before)).not.toContain("A01");
  const answer = await post({ events: [fail(3)] }, { query: "?decide=true" });
  const [decided] = outcomes(answer);
  expect(decided).toMatchObject({
    outcome: "stored",
    decision: { rules: expect.arrayContaining([expect.objectContaining({ rule: "A01" })]) },
  });
  const { rows } = await tester.database.pool.query(
    `select score, (select json_object_agg(rule, weight) from jsonb_each_text(matched) m (rule, weight) where weight <> '0') as matched
     from scores join users using (user_id) where name = 'guessed'`,
  );
  const { score = null, rules = [] } = decided?.outcome === "stored" ? (decided.decision ?? {}) : {};
  expect(rows).toEqual([
    { score, matched: Object.fromEntries(rules.map(({ rule, weight }) => [rule, String(weight)])) },
  ]);
  expect(rules.every(({ because }) => because !== null && !because.includes("{"))).toBe(true);
});

it("blocks whom an operator blacklisted, whatever the score", async () => {
  await post({ events: [{ ...EVENT, userName: "mallory" }] });
  const cookie = await tester.signIn();
  const decision = { decision: "blacklist" };
  const decided = await tester.send("PUT", "/api/v1/users/mallory/decision", { cookie, json: decision });
  expect(decided.status).toBeLessThan(300);
  const sent = { events: [{ ...EVENT, userName: "mallory", eventTime: "2026-11-20T10:01:00Z" }] };
  expect(outcomes(await post(sent, { query: "?decide=true" }))).toMatchObject([{ decision: { verdict: "block" } }]);
});

it("stores a request that is sent again once", async () => {
  const events = ["/a", "/b"].map((url) => ({ ...EVENT, userName: "again", url }));
  const headers = { "idempotency-key": "order-17" };
  const first = outcomes(await post({ events }, { headers, query: "?decide=true" }));
  const second = outcomes(await post({ events }, { headers, query: "?decide=true" }));
  const ids = (found: typeof first) => found.map((each) => ("event" in each ? each.event : null));
  expect(second.map(({ outcome }) => outcome)).toEqual(["repeated", "repeated"]);
  expect(ids(second)).toEqual(ids(first));
  await post({ events }, { headers: { "idempotency-key": "another" } });
  expect(await storedOf("again")).toBe(4);
});

it("tells an event from another by its trace id", async () => {
  const event = { ...EVENT, userName: "traced", traceId: "t" };
  await post({ events: [event, event, { ...event, traceId: "u" }] });
  expect(await storedOf("traced")).toBe(2);
});

it("answers strangers before it looks at what they send", async () => {
  const refused = { status: 401, json: { code: "wrong_key" } };
  expect(await post("no events", { headers: { "api-key": "" } })).toMatchObject(refused);
  expect(await post("no events", { headers: { "api-key": "unknown" } })).toMatchObject(refused);
  expect(await post({ events: [] })).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  expect(await post({ events: [{}] })).toMatchObject({ status: 400, json: { outcomes: [{ outcome: "rejected" }] } });
  expect(await post({ events: [EVENT] }, { headers: { "idempotency-key": "a b" } })).toMatchObject({ status: 400 });
});

it("counts every event against the limit of the key, with the sensor's, and says when to come back", async () => {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const app = { appId: rows[0]?.app_id ?? 0, name: "limited", rateLimit: "reference" as const };
  const { key } = await createApiKey(tester.server().store, app);
  const events = Array.from({ length: 199 }, () => EVENT);
  const headers = { "api-key": key };
  expect((await post({ events }, { headers })).status).toBe(200);
  const refused = await post({ events: [EVENT, EVENT] }, { headers });
  expect(refused).toMatchObject({ status: 429, json: { code: "too_many_requests" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(20);
  expect((await post({ events: [EVENT] }, { headers })).status).toBe(200);
  const sensor = await tester.sendEvent({ ...EVENT, eventTime: "2026-11-20 10:00:00" }, headers);
  expect(sensor.status).toBe(429);
  expect(sensor.headers.get("retry-after")).not.toBeNull();
});

it("writes what it refused into the logbook, under its own path", async () => {
  const since = new Date();
  await post({
    events: [
      { ...EVENT, userName: "logged" },
      { ...EVENT, colour: "s3cret" },
    ],
  });
  const lines = async () =>
    (
      await tester.database.pool.query<{ outcome: string }>(
        `select outcome, messages, raw::text from logbook where endpoint = '/api/v1/events' and started >= $1`,
        [since],
      )
    ).rows;
  // A refused request is answered first.
  await expect.poll(async () => (await lines()).map(({ outcome }) => outcome).sort()).toEqual(["rejected", "stored"]);
  const rows = await lines();
  expect(JSON.stringify(rows)).toContain("colour: there is no such field");
  expect(JSON.stringify(rows)).not.toContain("s3cret");
});

it("says that nothing was stored while the database is away, and stores when it is back", async () => {
  await allIsStored(tester.database.pool);
  await gate.shut();
  const away = await post({ events: [EVENT, { ...EVENT, url: 7 }] }, { query: "?decide=true" });
  await gate.reopen();
  expect(away.status).toBe(503);
  const send = async () => (await post({ events: [{ ...EVENT, userName: "later" }] })).status;
  await expect.poll(send).toBe(200);
});
