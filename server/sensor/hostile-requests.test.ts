import { request as httpRequest } from "node:http";
import { expect, it } from "vitest";
import { allIsStored } from "../testing/all-is-stored.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_LOG: "debug" });
const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const LEAST = "ipAddress=203.0.113.7&url=%2F&eventTime=2026-11-20+10%3A00%3A00";
const UNREADABLE = "The request's body cannot be read";
const TOO_LARGE = "The request's body is too large";
const UNSUPPORTED = "Send the event form-encoded or as JSON";

const send = (type: string, body: string) =>
  tester.send("POST", "/sensor/", { headers: { "api-key": tester.first().apiKey, "content-type": type }, body });
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const names = (count: number) => Array.from({ length: count }, (_, index) => `x${index}=`).join("&");

it.each([
  ["100,000 fields", FORM, names(100_000), 413, TOO_LARGE],
  ["10 MB", FORM, `userName=${"x".repeat(10_000_000)}`, 413, TOO_LARGE],
  ["10 MB of JSON", JSON_TYPE, `{"userName":"${"x".repeat(10_000_000)}"}`, 413, TOO_LARGE],
  ["no JSON", JSON_TYPE, "{", 400, UNREADABLE],
  ["lists and nothing else", JSON_TYPE, nested(100_000), 400, expect.stringContaining('key "ipAddress"')],
  ["a prototype", JSON_TYPE, '{"__proto__":{"isAdmin":true}}', 400, UNREADABLE],
  ["a prototype deep inside", JSON_TYPE, '{"payload":{"__proto__":{"x":1}}}', 400, UNREADABLE],
  ["a constructor's prototype", JSON_TYPE, '{"constructor":{"prototype":{"x":1}}}', 400, UNREADABLE],
  ["multipart", "multipart/form-data; boundary=b", "--b\r\n\r\nx\r\n--b--\r\n", 415, UNSUPPORTED],
  ["a type that is none", "nonsense", LEAST, 415, UNSUPPORTED],
])("refuses %s", async (_, type, body, status, text) => expect(await send(type, body)).toMatchObject({ status, text }));

it.each([
  ["fields that nobody knows", FORM, `${LEAST}&userName=u1&${names(20_000)}`, "u1"],
  ["deep brackets", FORM, `${LEAST}&userName=u2&payload${"[a]".repeat(50_000)}=x`, "u2"],
  ["brackets that do not close", FORM, `${LEAST}&userName=u3&payload${"[".repeat(50_000)}=x`, "u3"],
  ["a list with a gap", FORM, `${LEAST}&userName=u4&eventType=field_edit&fieldHistory[4294967295][field_id]=x`, "u4"],
  ["names of prototypes", FORM, `${LEAST}&userName=u5&__proto__[x]=1&payload[__proto__][x]=1&constructor=1`, "u5"],
  ["broken percent signs", FORM, `${LEAST}&userName=u6%&pageTitle=%zz%`, "u6%"],
  ["a NUL", FORM, `${LEAST}&userName=u%007`, "u7"],
  ["bytes that are no UTF-8", FORM, `${LEAST}&userName=u8%ff`, "u8\uFFFD"],
  ["half a character", JSON_TYPE, JSON.stringify({ ...fields(LEAST), userName: "u9\ud83d" }), "u9"],
  [
    "deep JSON",
    JSON_TYPE,
    `{"payload":${nested(100_000)},${JSON.stringify({ ...fields(LEAST), userName: "u10" }).slice(1)}`,
    "u10",
  ],
  ["deep JSON in a form", FORM, `${LEAST}&userName=u11&eventType=page_search&payload=${nested(100_000)}`, "u11"],
])("stores an event with %s", async (_, type, body, name) => {
  expect(await send(type, body)).toMatchObject({ status: 200, text: "" });
  await allIsStored(tester.database.pool);
  const { rows } = await tester.database.pool.query("select event_count from users where name = $1", [name]);
  expect(rows).toEqual([{ event_count: 1 }]);
});

it("pollutes no prototype", () => expect(Object.keys(Object.prototype)).toEqual([]));

it("reads a body no further than its limit", async () => {
  const sent = await new Promise<{ status: number | undefined; bytes: number }>((resolve, reject) => {
    let bytes = 0;
    const headers = { "api-key": tester.first().apiKey, "content-type": FORM, "transfer-encoding": "chunked" };
    const request = httpRequest(`${tester.server().url}/sensor/`, { method: "POST", headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, bytes });
      request.destroy();
    });
    request.on("error", (error) => (bytes > 0 ? undefined : reject(error)));
    const more = (): void => {
      bytes += 65_536;
      if (!request.destroyed && bytes < 1e9) request.write("x".repeat(65_536), () => setImmediate(more));
    };
    more();
  });
  expect(sent.status).toBe(413);
  expect(sent.bytes).toBeLessThan(50_000_000);
});

it("writes no key, password or cookie into the log, whatever its level and whatever went wrong", async () => {
  const { apiKey, email, password } = tester.first();
  const cookie = await tester.signIn();
  const strange = { email, password: `${password}x` };
  await tester.send("POST", "/api/v1/session", { json: strange });
  await tester.send("POST", "/api/v1/session", {
    body: `{"password":"${password}`,
    headers: { "content-type": JSON_TYPE },
  });
  await tester.send("GET", `/api/v1/users?status=${apiKey}`, { cookie });
  await tester.send("POST", "/sensor/", { body: `key=${apiKey}`, headers: { "content-type": FORM } });
  await tester.send("POST", "/sensor/", { body: `{"key":"${apiKey}"`, headers: { "content-type": JSON_TYPE } });
  await allIsStored(tester.database.pool);
  await tester.database.pool.query("alter table users rename to users_away");
  const failed = await send(FORM, `${LEAST}&userName=x&key=${apiKey}`);
  await tester.database.pool.query("alter table users_away rename to users");
  expect(failed).toMatchObject({ status: 500, text: "The event could not be stored" });
  expect(tester.log()).toContain("users");
  for (const secret of [apiKey, password, cookie.slice(cookie.indexOf("=") + 1), decodeURIComponent(cookie)])
    expect(tester.log()).not.toContain(secret);
});

function fields(form: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(form));
}
