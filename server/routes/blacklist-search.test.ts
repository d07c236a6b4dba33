import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
const PATH = "/api/v1/blacklist/search";
const search = (value: unknown) =>
  tester.send("POST", PATH, { headers: { "api-key": tester.first().apiKey }, json: { value } });

beforeAll(async () => {
  const event = { url: "/", eventTime: "2026-11-20 10:00:00" };
  await tester.sendEvent({
    ...event,
    userName: "42",
    ipAddress: "203.0.113.7",
    emailAddress: "Bad@example.com",
    phoneNumber: "+4712345678",
  });
  await tester.sendEvent({ ...event, userName: "good", ipAddress: "203.0.113.8", emailAddress: "good@example.com" });
  const cookie = await tester.signIn();
  await tester.send("PUT", "/api/v1/users/42/decision", { cookie, json: { decision: "blacklist" } });
});

it.each(["42", 42, "203.0.113.7", "::ffff:203.0.113.7", "bad@example.com", "+4712345678"])("finds %s", async (value) =>
  expect(await search(value)).toMatchObject({ status: 200, json: { value: String(value), blacklisted: true } }),
);

const LONG = "x".repeat(5000);

it.each(["good", "203.0.113.8", "good@example.com", "nobody", "", "%", "' or 1=1 --", "user😀", LONG])(
  "does not find %s",
  async (value) => expect(await search(value)).toMatchObject({ status: 200, json: { value, blacklisted: false } }),
);

it("reads JSON under any content type", async () => {
  const headers = { "api-key": tester.first().apiKey, "content-type": "text/plain" };
  expect(await tester.send("POST", PATH, { headers, body: '{"value":"42"}' })).toMatchObject({
    json: { blacklisted: true },
  });
});

it.each([
  ["no key", {}, 400, { code: 900, message: "API key could not be found in the headers" }],
  ["an empty key", { "api-key": "" }, 401, { code: 901, message: "API key is incorrect" }],
  ["a wrong key", { "api-key": "x" }, 401, { code: 901, message: "API key is incorrect" }],
])("answers %s", async (_, headers, status, json) => {
  const answer = await tester.send("POST", PATH, { headers, json: { value: "42" } });
  expect([answer.status, answer.json]).toEqual([status, json]);
});

it.each([{}, { value: null }, { value: true }, { value: {} }, { value: "x".repeat(70_000) }, []])(
  "cannot search for %j",
  async (json) => {
    const answer = await tester.send("POST", PATH, { headers: { "api-key": tester.first().apiKey }, json });
    expect([answer.status, answer.json]).toEqual([
      400,
      { code: 400, message: 'Send {"value": "…"} as application/json' },
    ]);
  },
);

it("answers with a slash at the end, too", async () => {
  const headers = { "api-key": tester.first().apiKey };
  expect(await tester.send("POST", `${PATH}/`, { headers, json: { value: "42" } })).toMatchObject({
    json: { value: "42", blacklisted: true },
  });
});

it.each(["GET", "PUT", "OPTIONS"])("takes no %s", async (method) => {
  const { status, headers, json } = await tester.send(method, PATH, { headers: { "api-key": tester.first().apiKey } });
  expect([status, headers.get("allow"), json]).toEqual([405, "POST", { code: 405, message: "Ask with POST" }]);
});
