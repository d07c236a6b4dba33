import { beforeAll, expect, it } from "vitest";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

const tester = serverTester();
const EVENT = { userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" };
let cookie = "";
const ask = (method: string, path = "", options: SendOptions = {}) =>
  tester.send(method, `/api/v1/keys${path}`, { cookie, ...options });

beforeAll(async () => {
  cookie = await tester.signIn();
});

interface Made {
  readonly key: { readonly id: number };
  readonly secret: string;
}

it("makes a key that is shown once, works, and is of no use once it is revoked", async () => {
  const made = await ask("POST", "", { json: { name: " web shop ", rateLimit: "reference" } });
  const { key, secret } = made.json as Made;
  expect(made).toMatchObject({ status: 200, json: { key: { name: "web shop", rateLimit: "reference" } } });
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect((await tester.sendEvent(EVENT, { "api-key": secret })).status).toBe(200);

  const listed = await ask("GET");
  const createdAt = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(listed.json).toEqual({
    keys: [
      { id: expect.any(Number), name: expect.any(String), rateLimit: "off", createdAt },
      { id: key.id, name: "web shop", rateLimit: "reference", createdAt },
    ],
  });
  expect(listed.text).not.toContain(secret);

  expect((await ask("DELETE", `/${key.id}`)).status).toBe(204);
  expect((await ask("GET")).text).not.toContain("web shop");
  await expect.poll(async () => (await tester.sendEvent(EVENT, { "api-key": secret })).status).toBe(401);
  expect(tester.log()).not.toContain(secret);
});

it("gives a key a token bucket, which refuses what is over it", async () => {
  const made = await ask("POST", "", { json: { name: "bucket", rateLimit: "1/h", burst: 2 } });
  const { key, secret } = made.json as Made;
  expect(made).toMatchObject({ status: 200, json: { key: { rateLimit: "1/h burst 2" } } });
  const statuses = [];
  for (let sent = 0; sent < 3; sent += 1) statuses.push((await tester.sendEvent(EVENT, { "api-key": secret })).status);
  expect(statuses).toEqual([200, 200, 429]);
  await ask("DELETE", `/${key.id}`);
  const wrong = [{ rateLimit: "fast" }, { rateLimit: "off", burst: 2 }, { rateLimit: "1/s", burst: 0 }];
  for (const limit of wrong)
    expect(await ask("POST", "", { json: { name: "x", ...limit } })).toMatchObject({ status: 400 });
});

it("changes the limit of a key, which holds for events, many of them, and questions together", async () => {
  const made = await ask("POST", "", { json: { name: "limited" } });
  const { key, secret } = made.json as Made;
  const headers = { "api-key": secret };
  const limit = (json: object) => ask("PUT", `/${key.id}/limit`, { json });
  const each = async () => {
    const question = await tester.send("POST", "/api/v1/blacklist/search", { headers, json: { value: "anna" } });
    const event = { ...EVENT, eventTime: "2026-11-20T10:00:00Z" };
    const events = await tester.send("POST", "/api/v1/events", { headers, json: { events: [event] } });
    const sensor = await tester.sendEvent(EVENT, headers);
    return [question.status, events.status, sensor.status];
  };
  expect(await each()).toEqual([200, 200, 200]);
  expect(await limit({ rateLimit: "1/h", burst: 2 })).toMatchObject({
    status: 200,
    json: { rateLimit: "1/h burst 2" },
  });
  await expect.poll(async () => (await each())[2]).toBe(429);
  expect(await each()).toEqual([429, 429, 429]);
  expect(await limit({ rateLimit: "reference" })).toMatchObject({ json: { rateLimit: "reference" } });
  await expect.poll(each).toEqual([200, 200, 200]);
  expect(await limit({ rateLimit: "off" })).toMatchObject({ json: { name: "limited", rateLimit: "off" } });
  expect(await limit({ rateLimit: "fast" })).toMatchObject({ status: 400 });
  expect(await limit({ rateLimit: "off", burst: 1 })).toMatchObject({ status: 400 });
  await ask("DELETE", `/${key.id}`);
  expect(await limit({ rateLimit: "off" })).toMatchObject({ status: 404 });
});

it("knows no key that is another app's, was revoked, or is none", async () => {
  const { key } = (await ask("POST", "", { json: { name: "mobile" } })).json as Made;
  await tester.database.pool.query(
    "insert into apps (name, time_zone, preset) select 'other', time_zone, preset from apps",
  );
  const refused = { status: 404, json: { code: "not_found" } };
  expect(await ask("DELETE", `/${key.id}?app=other`)).toMatchObject(refused);
  expect((await ask("GET", "?app=other")).json).toEqual({ keys: [] });
  expect(await ask("GET", "?app=nobody")).toMatchObject(refused);
  await ask("DELETE", `/${key.id}`);
  expect(await ask("DELETE", `/${key.id}`)).toMatchObject(refused);
  expect(await ask("DELETE", "/web")).toMatchObject({ status: 400 });
  expect(await ask("POST", "", { json: { name: " " } })).toMatchObject({ status: 400 });
});

it("is for operators only", async () => {
  const strangers = { headers: { "api-key": tester.first().apiKey } };
  const tried = [
    tester.send("GET", "/api/v1/keys", strangers),
    tester.send("POST", "/api/v1/keys", { ...strangers, json: { name: "mine" } }),
    tester.send("PUT", "/api/v1/keys/1/limit", { ...strangers, json: { rateLimit: "off" } }),
    tester.send("DELETE", "/api/v1/keys/1", strangers),
  ];
  expect((await Promise.all(tried)).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  const foreign = { headers: { origin: "https://evil.example.com" }, json: { name: "mine" } };
  expect(await ask("POST", "", foreign)).toMatchObject({ status: 403, json: { code: "foreign_origin" } });
});
