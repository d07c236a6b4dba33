import { expect, it } from "vitest";
import { setRateLimit, createApiKey } from "../../runtime/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
const EVENT = { userName: "anna", ipAddress: "203.0.113.7", url: "/login", eventTime: "2026-11-20 10:00:00.000" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const missing = (field: string) => `Validation error: "Required field is missing or empty" for key "${field}"`;

async function eventsOf(name: string): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await tester.database.pool.query<Record<string, unknown>>(
    "select e.* from events e join users u using (user_id) where u.name = $1 order by e.time",
    [name],
  );
  return rows;
}

it("answers 200 without a body once the event is stored", async () => {
  const { status, text } = await tester.sendEvent({ ...EVENT, userName: "stored" });
  expect([status, text]).toEqual([200, ""]);
  expect(await eventsOf("stored")).toHaveLength(1);
});

it("takes events at both addresses, and the key as a form field", async () => {
  const body = form({ ...EVENT, userName: "short", key: tester.first().apiKey });
  for (const path of ["/sensor/", "/sensor"])
    expect(await tester.send("POST", path, { headers: FORM, body })).toMatchObject({ status: 200, text: "" });
  expect(await eventsOf("short")).toHaveLength(2);
});

it("takes JSON", async () => {
  const headers = { "api-key": tester.first().apiKey };
  const json = { ...EVENT, userName: "json", httpCode: 404 };
  expect(await tester.send("POST", "/sensor/", { headers, json })).toMatchObject({ status: 200, text: "" });
  expect(await eventsOf("json")).toMatchObject([{ http_code: 404, type: "page_error" }]);
});

it.each(["ipAddress", "url", "userName", "eventTime"])("refuses an event without %s", async (field) => {
  const absent = Object.fromEntries(Object.entries(EVENT).filter(([name]) => name !== field));
  for (const fields of [absent, { ...EVENT, [field]: "" }]) {
    const { status, text, headers } = await tester.sendEvent(fields);
    expect([status, text]).toEqual([400, missing(field)]);
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  }
});

it.each([
  ["no key", {}, form(EVENT), 401, "Api-Key header is not set"],
  ["an empty key", { "api-key": "" }, form(EVENT), 401, "Api-Key header is not set"],
  ["an unknown key", { "api-key": "x" }, form(EVENT), 401, 'API key from the "Api-Key" header is not found'],
  ["an unknown key and no field", { "api-key": "x" }, "", 401, 'API key from the "Api-Key" header is not found'],
])("answers %s", async (_, headers, body, status, text) =>
  expect(await tester.send("POST", "/sensor/", { headers: { ...FORM, ...headers }, body })).toMatchObject({
    status,
    text,
  }),
);

it.each([
  ["JSON that breaks off", "application/json", '{"userName":', 400, "The request's body cannot be read"],
  [
    "a prototype in JSON",
    "application/json",
    '{"__proto__":{"userName":"x"}}',
    400,
    "The request's body cannot be read",
  ],
  ["a list in JSON", "application/json", "[1]", 400, missing("ipAddress")],
  ["XML", "text/xml", "<event/>", 415, "Send the event form-encoded or as JSON"],
  ["a body of 300 KB", FORM["content-type"], `url=${"x".repeat(300_000)}`, 413, "The request's body is too large"],
])("answers %s", async (_, type, body, status, text) => {
  const headers = { "api-key": tester.first().apiKey, "content-type": type };
  expect(await tester.send("POST", "/sensor/", { headers, body })).toMatchObject({ status, text });
});

it.each(["GET", "PUT", "DELETE"])("takes no %s", async (method) => {
  const { status, headers } = await tester.send(method, "/sensor/");
  expect(status).toBe(405);
  expect(headers.get("allow")).toBe("POST");
});

it("reads what a PHP client sends: empty texts for what is not set, objects as JSON text", async () => {
  const fields = {
    ...EVENT,
    userName: "php",
    emailAddress: "",
    httpReferer: "",
    firstName: "",
    eventType: "page_search",
    payload: JSON.stringify([{ field_id: "q", field_name: "Search", value: "shoes" }]),
  };
  expect(await tester.sendEvent(fields)).toMatchObject({ status: 200 });
  expect(await eventsOf("php")).toMatchObject([{ search_value: "shoes", referer: null, email_id: null }]);
});

it("reads what a Node client sends: brackets", async () => {
  const fields = {
    ...EVENT,
    userName: "node",
    eventType: "field_edit",
    "fieldHistory[0][field_id]": "iban",
    "fieldHistory[0][old_value]": "A",
    "fieldHistory[0][new_value]": "B",
  };
  expect(await tester.sendEvent(fields)).toMatchObject({ status: 200 });
  const { rows } = await tester.database.pool.query("select field_id, old_value, new_value from field_changes");
  expect(rows).toEqual([{ field_id: "iban", old_value: "A", new_value: "B" }]);
});

it("ignores fields of its own and names of prototypes", async () => {
  const fields = {
    ...EVENT,
    userName: "strange",
    foo: "1",
    "__proto__[x]": "1",
    constructor: "1",
    "payload[__proto__][x]": "1",
  };
  expect(await tester.sendEvent(fields)).toMatchObject({ status: 200 });
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

it("keeps every request of a known key in the logbook", async () => {
  const since = new Date();
  await tester.sendEvent({ ...EVENT, userName: "logged" }, { "x-request-id": "trace-1" });
  await tester.sendEvent({ ...EVENT, userName: "logged", eventTime: "soon" });
  await tester.sendEvent({ ...EVENT, userName: "" });
  const outcomes = async () => {
    const { rows } = await tester.database.pool.query<{ outcome: string }>(
      "select outcome from logbook where started >= $1",
      [since],
    );
    return rows.map(({ outcome }) => outcome).toSorted();
  };
  await expect.poll(outcomes).toEqual(["corrected", "rejected", "stored"]);
});

it("scores the user after the answer", async () => {
  await tester.sendEvent({ ...EVENT, userName: "scored" });
  const score = async () => {
    const { rows } = await tester.database.pool.query(
      "select score from scores join users using (user_id) where name = 'scored'",
    );
    return rows.length;
  };
  await expect.poll(score).toBe(1);
});

it("limits a key that has a limit, and only that one", async () => {
  const { store } = tester.server();
  const [app] = (await tester.database.pool.query<{ app_id: number }>("select app_id from apps")).rows;
  const { id, key } = await createApiKey(store, { appId: app?.app_id ?? 0, name: "limited", rateLimit: null });
  await setRateLimit(store, app?.app_id ?? 0, id, "reference");
  const send = () => tester.sendEvent({ ...EVENT, userName: "busy" }, { "api-key": key });
  const answers = await Promise.all(Array.from({ length: 205 }, send));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([count(200), count(429)]).toEqual([200, 5]);
  expect(answers.find(({ status }) => status === 429)?.text).toBe("Rate limit exceeded");
  expect(await tester.sendEvent({ ...EVENT, userName: "busy" })).toMatchObject({ status: 200 });
});

it("writes no key into the log", () => expect(tester.log()).not.toContain(tester.first().apiKey));
