import { beforeAll, expect, it } from "vitest";
import { LogbookLine, type LogbookHour } from "../../api/index.ts";
import { createApiKey } from "../../runtime/index.ts";
import { databaseGate } from "../../test/database/database-gate.ts";
import { serverTester } from "../testing/server-tester.ts";

const gate = databaseGate();
const tester = serverTester({}, gate);
const EVENT = {
  userName: "anna",
  ipAddress: "203.0.113.7",
  url: "/login?token=secret",
  eventTime: "2026-11-20 10:00:00",
};
const NATIVE = { userName: "bert", ipAddress: "203.0.113.8", url: "/", eventTime: "2026-11-20T10:00:00Z" };
const SEARCH = "/api/v1/blacklist/search";

let cookie = "";
let limited = "";
beforeAll(async () => {
  cookie = await tester.signIn();
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const app = { appId: rows[0]?.app_id ?? 0, name: "limited", rateLimit: "1/h burst 1" } as const;
  ({ key: limited } = await createApiKey(tester.server().store, app));
});

async function find(query: Readonly<Record<string, string>> = {}): Promise<readonly LogbookLine[]> {
  const { status, json } = await tester.send("GET", `/api/v1/logbook?${new URLSearchParams(query)}`, { cookie });
  expect(status).toBe(200);
  return LogbookLine.array().parse((json as { lines: unknown }).lines);
}
const withKey = (key = tester.first().apiKey) => ({ "api-key": key });
const post = (path: string, json: unknown, key?: string) => tester.send("POST", path, { headers: withKey(key), json });

it("holds every request of a known key, whatever became of it", async () => {
  await tester.sendEvent(EVENT);
  await tester.sendEvent({ ...EVENT, ipAddress: "nonsense" });
  await tester.sendEvent({ ...EVENT, url: "" });
  await tester.send("POST", "/sensor/", { headers: { ...withKey(), "content-type": "text/xml" }, body: "<x/>" });
  await post("/api/v1/events", { events: [NATIVE, { ...NATIVE, userName: 7 }] });
  await post("/api/v1/events", { events: [] });
  await post(SEARCH, { value: "somebody@example.com" });
  await post(SEARCH, {});
  // The key's one token is for all three.
  await post(SEARCH, { value: "x" }, limited);
  await tester.sendEvent(EVENT, withKey(limited));
  expect((await post("/api/v1/events", { events: [NATIVE] }, limited)).headers.get("retry-after")).toMatch(/^\d+$/);
  expect((await post(SEARCH, { value: "x" }, limited)).headers.get("retry-after")).toMatch(/^\d+$/);
  await expect.poll(() => find()).toHaveLength(13);
  const lines = (await find()).map(({ route, status, outcome, user, messages }) => [
    route,
    status,
    outcome,
    user,
    ...messages,
  ]);
  const atEvents = [
    ["/api/v1/events", 200, "stored", "bert"],
    ["/api/v1/events", 400, "rejected", null, "userName: Invalid input: expected string, received number"],
    ["/api/v1/events", 400, "rejected", null, "body/events: Too small: expected array to have >=1 items"],
    ["/api/v1/events", 429, "rate_limited", null, "Rate limit exceeded: see Retry-After"],
  ];
  const atSensor = [
    ["/sensor/", 200, "stored", "anna"],
    ["/sensor/", 200, "corrected", "anna", "ipAddress validation error on `nonsense`"],
    ["/sensor/", 400, "rejected", "anna", 'Validation error: "Required field is missing or empty" for key "url"'],
    ["/sensor/", 415, "rejected", null, "Send the event form-encoded or as JSON"],
    ["/sensor/", 429, "rate_limited", null, "Rate limit exceeded"],
  ];
  const atSearch = [
    [SEARCH, 200, "answered", null],
    [SEARCH, 200, "answered", null],
    [SEARCH, 400, "rejected", null, 'Send {"value": "…"} as application/json'],
    [SEARCH, 429, "rate_limited", null, "Rate limit exceeded"],
  ];
  expect(lines.toSorted()).toEqual([...atEvents, ...atSensor, ...atSearch].toSorted());
});

it("holds nothing that is secret, and nothing of what was asked about", async () => {
  const { rows } = await tester.database.pool.query<{ line: string }>(
    "select row_to_json(l)::text as line from logbook l",
  );
  const all = rows.map(({ line }) => line).join("\n");
  for (const secret of ["secret", "somebody@example.com", tester.first().apiKey, limited])
    expect(all).not.toContain(secret);
  expect(all).toContain("/login?token=***");
});

it("is searched by status, user, key, route and text, a page at a time", async () => {
  expect(await find({ status: "4xx" })).toHaveLength(8);
  expect(await find({ status: "415" })).toHaveLength(1);
  expect(await find({ status: "4xx", user: "anna" })).toHaveLength(1);
  expect(await find({ outcome: "rate_limited", text: "rate LIMIT exceeded" })).toHaveLength(3);
  expect(await find({ corrected: "true" })).toMatchObject([{ user: "anna", raw: { ipAddress: "nonsense" } }]);
  expect(await find({ route: SEARCH })).toHaveLength(4);
  const [of] = await find({ route: SEARCH, outcome: "rate_limited" });
  expect(of?.key.name).toBe("limited");
  expect(await find({ key: String(of?.key.id) })).toHaveLength(4);
  expect(await find({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  const pages = [await find({ limit: "7" })];
  pages.push(await find({ limit: "7", before: pages[0]?.at(-1)?.id ?? "" }));
  expect(pages.flat()).toEqual(await find());
  for (const query of ["status=9xx", "limit=0", "before=x", "from=yesterday"])
    expect((await tester.send("GET", `/api/v1/logbook?${query}`, { cookie })).status, query).toBe(400);
});

it("counts by the hour, also what belongs to no app, and keeps what it is told to", async () => {
  await tester.sendEvent(EVENT, withKey("unknown"));
  const hours = `/api/v1/logbook/hours?from=${new Date(Date.now() - 7_200_000).toISOString()}&to=${new Date(Date.now() + 1000).toISOString()}`;
  const count = async () => {
    const { json } = await tester.send("GET", hours, { cookie });
    return (json as { hours: LogbookHour[] }).hours.reduce((sum, { requests }) => sum + requests, 0);
  };
  await expect.poll(count).toBe(13);
  expect((await tester.send("GET", hours.replace(/from=\d{4}/, "from=2020"), { cookie })).status).toBe(400);
  const metrics = await tester.send("GET", "/metrics", { cookie });
  expect(metrics.text).toContain('tocsin_unlogged_requests_total{why="unknown_key"} 1');
  const limit = "/api/v1/settings/logbook";
  expect((await tester.send("GET", limit, { cookie })).json).toEqual({ days: 30, megabytes: 32 });
  const wanted = { days: 7, megabytes: 100 };
  expect((await tester.send("PUT", limit, { cookie, json: wanted })).json).toEqual(wanted);
  expect((await tester.send("GET", limit, { cookie })).json).toEqual(wanted);
  expect((await tester.send("PUT", limit, { cookie, json: { days: 0, megabytes: 1 } })).status).toBe(400);
});

it("tells of what could not be stored, once it can write again", async () => {
  await tester.sendEvent(EVENT);
  await gate.shut();
  expect((await tester.sendEvent(EVENT)).status).toBe(503);
  await gate.reopen();
  await expect
    .poll(() => find({ status: "5xx" }))
    .toMatchObject([{ status: 503, outcome: "failed", messages: ["The database is unavailable"] }]);
});

it("is for operators", async () => {
  for (const path of ["/api/v1/logbook", "/api/v1/logbook/hours", "/api/v1/settings/logbook"])
    expect((await tester.send("GET", path, { headers: withKey() })).status).toBe(401);
});
