import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { applyPreset } from "../apps/apps.ts";
import { decide } from "../decisions/decide.ts";
import type { Decision } from "../users/user-status.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring, type Scoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { WEBHOOK_TYPES } from "./announce.ts";
import { MOST_ATTEMPTS, pauseAfter } from "./backoff.ts";
import { createDelivery, type Delivery } from "./create-delivery.ts";
import { createSecretBox } from "./secret-box.ts";
import { signatureHeaders } from "./sign.ts";
import { isPublic, urlComplaint } from "./webhook-url.ts";
import { eraseUser } from "../rights/erase-user.ts";
import {
  createWebhook,
  listMessages,
  listWebhooks,
  MOST_WEBHOOKS,
  removeWebhook,
  testWebhook,
  TooManyWebhooks,
} from "./webhooks.ts";

const database = testDatabase();
const box = createSecretBox(randomBytes(32));
const pack = packOf([
  { path: "rules/X02_tor.tocsin", text: 'rule X02 "Tor" { when any ip { .tor } }' },
  { path: "rules/X03_vpn.tocsin", text: 'rule X03 "VPN" { when any ip { .vpn } }' },
  {
    path: "presets/strict.tocsin",
    text: 'preset strict "Strict" {\n review at or below 33\n blacklist at or below 9\n X02 extreme\n X03 extreme\n}',
  },
]);
const facts = { ips: { "5.5.5.5": { tor: true, vpn: false }, "5.5.5.7": { tor: true, vpn: true } } };

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let tester: RuntimeTester;
let scoring: Scoring;
let server: Server;
let url = "";
let requests: Request[] = [];
let statuses: number[] = [];
let delivery: Delivery;

beforeAll(async () => {
  tester = await runtimeTester(database.pool, { facts, onCommitted: (committed) => scoring.committed(committed) });
  scoring = createScoring({ store: tester.store, pack });
  const [preset] = pack.presets;
  if (preset !== undefined) await applyPreset(tester.store, tester.appId, preset);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const status = statuses.shift() ?? 204;
      response.writeHead(status, status === 302 ? { location: `${url}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await scoring.stop();
  await tester.ingest.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  requests = [];
  statuses = [];
  delivery = createDelivery({ store: tester.store, box, allowPrivate: true, random: () => 0.5 });
});
afterEach(async () => {
  await delivery.stop();
  for (const { id } of await listWebhooks(tester.store, tester.appId))
    await removeWebhook(tester.store, tester.appId, id);
});

const add = (types = [...WEBHOOK_TYPES]) => createWebhook(tester.store, box, { appId: tester.appId, url, types });
const told = () =>
  requests.map(({ body }) => {
    const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
    return { type, ...data };
  });
const decideOn = (userName: string, decision: Decision) =>
  decide(tester.store, { appId: tester.appId, userName, decision, operatorId: null });

it("tells of what a threshold and an operator do, once each", async () => {
  await add();
  await tester.send({ userName: "tor", ipAddress: "5.5.5.5" });
  await scoring.settle();
  await scoring.settle();
  await decideOn("tor", "whitelist");
  await decideOn("tor", "whitelist");
  await delivery.run();
  const app = expect.any(String);
  expect(told()).toEqual([
    {
      type: "user.review_entered",
      app,
      user: "tor",
      before: "normal",
      status: "in_review",
      score: 29,
      by: "threshold",
    },
    {
      type: "user.review_left",
      app,
      user: "tor",
      before: "in_review",
      status: "whitelisted",
      score: 29,
      by: "operator",
    },
  ]);
  requests = [];
  await tester.send({ userName: "worse", ipAddress: "5.5.5.7" });
  await scoring.settle();
  await decideOn("worse", "review");
  await delivery.run();
  expect(told().map(({ type }) => type)).toEqual(
    ["user.blacklisted", "user.unblacklisted", "user.review_entered"].toSorted(),
  );
});

it("tells each webhook what it wants to know, and nobody what nobody asked for", async () => {
  await tester.send({ userName: "unheard", ipAddress: "5.5.5.5" });
  await scoring.settle();
  await add(["user.blacklisted"]);
  await decideOn("unheard", "blacklist");
  await delivery.run();
  expect(told()).toMatchObject([{ type: "user.blacklisted", user: "unheard", before: "in_review", by: "operator" }]);
});

it("tells that an erased user is off the blacklist, and keeps nothing of the message", async () => {
  await tester.send({ userName: "erased", ipAddress: "6.6.6.6" });
  await decideOn("erased", "blacklist");
  const { id } = await add();
  const erasing = { appId: tester.appId, userName: "erased", operatorId: null, at: Date.now() };
  await eraseUser(tester.store, tester.installation, erasing, { eventsAStep: 10, countedWithinMs: 0 });
  statuses = [500];
  await delivery.run();
  const bodies = async () =>
    (await database.pool.query<{ body: string }>("select body from webhook_messages where webhook_id = $1", [id])).rows;
  expect((await bodies()).map(({ body }) => body.includes("erased"))).toEqual([true]);
  await database.pool.query("update webhook_messages set next_at = now() where webhook_id = $1", [id]);
  await delivery.run();
  expect(told()).toMatchObject([
    { type: "user.unblacklisted", user: "erased", before: "blacklisted", status: "normal", by: "operator" },
    { type: "user.unblacklisted", user: "erased" },
  ]);
  expect(await bodies()).toEqual([{ body: "" }]);
});

it("tells it as well when a threshold lists the user again while they are being erased", async () => {
  for (const second of [1, 2, 3])
    await tester.send({ userName: "again", ipAddress: "6.6.6.7", eventTime: `2026-11-20 10:00:0${second}` });
  await add(["user.unblacklisted"]);
  const { rows } = await database.pool.query<{ user_id: string }>("select user_id from users where name = 'again'");
  // As a threshold does it, whenever an event of theirs goes.
  await database.pool.query(`
    create function list_again() returns trigger language plpgsql as $$ begin
      update users set decision = 'blacklist', decided_by = 'threshold', decided_at = now() where user_id = old.user_id;
      return old;
    end $$;
    create trigger listed_again after delete on events for each row when (old.user_id = ${rows[0]?.user_id})
      execute function list_again()`);
  onTestFinished(async () => void (await database.pool.query("drop function list_again cascade")));
  const erasing = { appId: tester.appId, userName: "again", operatorId: null, at: Date.now() };
  const erased = await eraseUser(tester.store, tester.installation, erasing, { eventsAStep: 2, countedWithinMs: 0 });
  expect(erased).toMatchObject({ userId: rows[0]?.user_id, events: 3 });
  await delivery.run();
  expect(told()).toMatchObject([
    { type: "user.unblacklisted", user: "again", before: "blacklisted", status: "normal" },
  ]);
});

it("adds no more than so many webhooks to an app, also not at once", async () => {
  const results = await Promise.allSettled(Array.from({ length: MOST_WEBHOOKS + 2 }, () => add()));
  const refused = results.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  expect(refused).toEqual([new TooManyWebhooks(), new TooManyWebhooks()]);
  expect(await listWebhooks(tester.store, tester.appId)).toHaveLength(MOST_WEBHOOKS);
});

it("signs messages so that the example of the documentation takes them, and no changed ones", async () => {
  const page = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const { isFromTocsin } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    readonly isFromTocsin: (secret: string, headers: object, body: string, now?: number) => boolean;
  };
  const { id, secret } = await add();
  await testWebhook(tester.store, tester.appId, id);
  await delivery.run();
  const [request] = requests;
  expect(request?.body).toMatch(/^\{"type" : "test"/);
  const headers = request?.headers ?? {};
  const body = request?.body ?? "";
  expect(isFromTocsin(secret, headers, body)).toBe(true);
  expect(isFromTocsin(secret, headers, `${body} `)).toBe(false);
  expect(isFromTocsin(secret, { ...headers, "webhook-id": "msg_other" }, body)).toBe(false);
  expect(isFromTocsin(secret, headers, body, Date.now() + 600_000)).toBe(false);
  expect(isFromTocsin((await add()).secret, headers, body)).toBe(false);
});

it("is the signature that Standard Webhooks publishes for its example", () => {
  // From the specification's reference libraries.
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signed = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1614265330, body: '{"test": 2432232314}' };
  expect(signatureHeaders(secret, signed)["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

it("tries again under the same id until it is taken", async () => {
  const { id } = await add();
  statuses = [500, 302, 200];
  await testWebhook(tester.store, tester.appId, id);
  for (const [state, status] of [
    ["waiting", 500],
    ["waiting", 302],
    ["taken", 200],
  ] as const) {
    await database.pool.query("update webhook_messages set next_at = clock_timestamp() where next_at is not null");
    await delivery.run();
    const messages = await listMessages(tester.store, { appId: tester.appId, id, limit: 5 });
    expect(messages).toMatchObject([{ state, status, failure: null }]);
  }
  expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(requests).toHaveLength(3);
  expect(delivery.counts()).toEqual({ taken: 1, retried: 2, failed: 0 });
});

it("gives a message up after a day, and says so", async () => {
  const { id } = await add();
  await testWebhook(tester.store, tester.appId, id);
  await database.pool.query("update webhook_messages set attempts = $1", [MOST_ATTEMPTS - 1]);
  statuses = [410];
  await delivery.run();
  expect(await listMessages(tester.store, { appId: tester.appId, id, limit: 5 })).toMatchObject([
    { state: "failed", attempts: MOST_ATTEMPTS, status: 410, nextAt: null },
  ]);
  expect(await listWebhooks(tester.store, tester.appId)).toMatchObject([{ id, waiting: 0, failed: 1 }]);
  const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, attempt) => pauseAfter(attempt + 1, 0) ?? 0);
  expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(22 * 3_600_000);
  expect(pauseAfter(MOST_ATTEMPTS, 0)).toBeNull();
});

it("counts a secret that does not open as a failure, and tries again by the schedule", async () => {
  const { id } = await createWebhook(tester.store, createSecretBox(randomBytes(32)), {
    appId: tester.appId,
    url,
    types: [...WEBHOOK_TYPES],
  });
  await testWebhook(tester.store, tester.appId, id);
  await delivery.run();
  expect(await listMessages(tester.store, { appId: tester.appId, id, limit: 5 })).toMatchObject([
    { state: "waiting", attempts: 1, failure: "secret does not open" },
  ]);
  expect(requests).toEqual([]);
});

it("lets a webhook that does not answer hold up no other", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const { id } = await createWebhook(tester.store, box, {
    appId: tester.appId,
    url: `http://127.0.0.1:${port}/`,
    types: [...WEBHOOK_TYPES],
  });
  for (let n = 0; n < 60; n += 1) await testWebhook(tester.store, tester.appId, id);
  const healthy = await add();
  await testWebhook(tester.store, tester.appId, healthy.id);
  const running = delivery.run();
  await expect.poll(() => requests).toHaveLength(1);
  // None of the silent one's has ended by then.
  expect(delivery.counts()).toEqual({ taken: 1, retried: 0, failed: 0 });
  await delivery.stop();
  await running;
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});

it("sends a message once although several servers look", async () => {
  const { id } = await add();
  for (let n = 0; n < 40; n += 1) await testWebhook(tester.store, tester.appId, id);
  const others = [1, 2, 3].map(() => createDelivery({ store: tester.store, box, allowPrivate: true }));
  await Promise.all([delivery, ...others].map((each) => each.run()));
  await Promise.all(others.map((each) => each.stop()));
  expect(requests).toHaveLength(40);
});

it("does not lead into a private network, by address or by name", async () => {
  const cautious = createDelivery({ store: tester.store, box, allowPrivate: false });
  const { port } = new URL(url);
  for (const each of [url, `https://localhost:${port}/hook`]) {
    const { id } = await createWebhook(tester.store, box, {
      appId: tester.appId,
      url: each,
      types: [...WEBHOOK_TYPES],
    });
    await testWebhook(tester.store, tester.appId, id);
    await cautious.run();
    expect(await listMessages(tester.store, { appId: tester.appId, id, limit: 5 })).toMatchObject([
      { state: "waiting", status: null, failure: "refused address" },
    ]);
  }
  await cautious.stop();
  expect(requests).toEqual([]);
});

it.each([
  ["https://app.example/hook", null],
  ["http://app.example/hook", "it must begin with https://"],
  ["https://127.0.0.1/", "it must not lead into a private network"],
  ["https://[::ffff:10.0.0.1]/", "it must not lead into a private network"],
  ["https://169.254.169.254/latest", "it must not lead into a private network"],
  ["https://2130706433/", "it must not lead into a private network"],
  ["https://a:b@app.example/", "it must not hold a name or password"],
  ["ftp://app.example/", "it must begin with https://"],
  ["nothing", "it is no URL"],
])("says of %s: %s", (address, complaint) => {
  expect(urlComplaint(address, { allowPrivate: false })).toBe(complaint);
});

it("knows which addresses are of the internet", () => {
  expect(["8.8.8.8", "2606:4700::1"].map(isPublic)).toEqual([true, true]);
  const others = [
    "10.1.1.1",
    "100.64.0.1",
    "192.168.0.1",
    "0.0.0.0",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:127.0.0.1",
    "x",
  ];
  expect(others.filter(isPublic)).toEqual([]);
});

it("keeps secrets so that neither the database nor another secret opens them", async () => {
  const { secret } = await add();
  const { rows } = await database.pool.query<{ sealed_secret: string }>("select sealed_secret from webhooks");
  const sealed = rows[0]?.sealed_secret ?? "";
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain(secret);
  expect(box.open(sealed)).toBe(secret);
  expect(() => createSecretBox(randomBytes(32)).open(sealed)).toThrow("unable to authenticate");
});
