import express, { type Request } from "express";
import Fastify from "fastify";
import { createServer } from "node:http";
import { once } from "node:events";
import { onTestFinished, expect, it } from "vitest";
import { allIsStored } from "../../../server/testing/all-is-stored.ts";
import { serverTester } from "../../../server/testing/server-tester.ts";
import { clientTester, type ClientTester } from "../testing/client-tester.ts";
import { loopback } from "../testing/loopback.ts";
import { expressGuard, expressTracker } from "./express.ts";
import { fastifyGuard, fastifyTracker } from "./fastify.ts";
import type { TrackOptions } from "./request-event.ts";
import { headerOf, type WebRequest } from "./web-request.ts";

const tester = serverTester();
const PATIENT_MS = 120_000;

interface Shop {
  readonly url: string;
  /** Ends when every request so far has been tracked. */
  readonly client: ClientTester;
}

const SENT = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
  "accept-language": "nb-NO,nb;q=0.9",
  referer: "https://shop.example.com/reset?token=s3cret&step=2",
  cookie: "session=s3cret",
  authorization: "Bearer s3cret",
  "x-forwarded-for": "1.1.1.1, 85.10.20.30",
};
const OPTIONS = {
  user: (request: WebRequest) => headerOf(request, "x-user"),
  address: { trustedProxies: ["loopback"] },
  event: (request: WebRequest, status: number | undefined) =>
    request.url?.includes("login") === true && status === 401 ? ("account_login_fail" as const) : undefined,
  skip: (request: WebRequest) => request.url === "/health",
} satisfies TrackOptions<WebRequest>;

async function expressShop(): Promise<Shop> {
  const client = real();
  const app = express();
  app.use(expressTracker(client.client, OPTIONS));
  app.use(expressGuard<Request>(client.client, { user: (request) => request.get("x-user"), address: OPTIONS.address }));
  const pages = express.Router();
  pages.post("/login", (_, response) => void response.status(401).send("no"));
  pages.get("/{*page}", (_, response) => void response.send("page"));
  app.use("/shop", pages);
  app.get("/health", (_, response) => void response.send("ok"));
  return { client, url: await loopback((request, response) => void app(request, response)) };
}

async function fastifyShop(): Promise<Shop> {
  const client = real();
  const app = Fastify();
  const tracker = fastifyTracker(client.client, OPTIONS);
  app.addHook("onRequest", tracker.onRequest);
  app.addHook("onResponse", tracker.onResponse);
  app.addHook("preHandler", fastifyGuard(client.client, OPTIONS));
  app.post("/shop/login", (_, reply) => reply.code(401).send("no"));
  app.get("/shop/*", () => "page");
  app.get("/health", () => "ok");
  onTestFinished(() => app.close());
  return { client, url: await app.listen({ host: "127.0.0.1", port: 0 }) };
}

const SHOPS = { Express: expressShop, Fastify: fastifyShop };
const real = () => clientTester({ url: tester.server().url, apiKey: tester.first().apiKey });
const get = (shop: Shop, path: string, headers = {}, init = {}) => fetch(shop.url + path, { headers, ...init });

/** The stored events of a user, without what follows from the server's clock. */
async function eventsOf(userName: string) {
  await allIsStored(tester.database.pool);
  const { rows } = await tester.database.pool.query(
    `select e.type, e.url, e.query, e.http_code, upper(e.http_method) as method, host(e.address::inet) as address, e.referer,
       d.user_agent, d.language
     from events e join users u using (user_id) left join user_devices d using (user_id, device_id)
     where u.name = $1 order by e.event_id`,
    [userName],
  );
  return rows;
}

async function tracked({ client }: Shop, count: number): Promise<void> {
  await expect.poll(() => client.client.stats().waiting + client.client.stats().stored).toBe(count);
  expect(await client.client.flush(PATIENT_MS)).toBe(true);
  expect(client.client.stats()).toMatchObject({ stored: count, rejected: 0 });
  expect(client.of("corrected")).toEqual([]);
}

it.each(Object.entries(SHOPS))("tracks the requests of %s, without anything secret", async (name, open) => {
  const shop = await open();
  const user = `${name} user`;
  const headers = { ...SENT, "x-user": user };
  expect(await (await get(shop, "/shop/a%20b?q=shoes&token=s3cret", headers)).text()).toBe("page");
  const body = "password=s3cret";
  expect((await get(shop, "/shop/login", headers, { method: "POST", body })).status).toBe(401);
  await get(shop, "/health", headers);
  await tracked(shop, 2);
  const same = {
    address: "85.10.20.30",
    referer: "https://shop.example.com/reset?token=***&step=2",
    user_agent: SENT["user-agent"],
    language: SENT["accept-language"],
  };
  const events = await eventsOf(user);
  expect(events).toEqual([
    { ...same, type: "page_view", url: "/shop/a%20b", query: "?q=shoes&token=***", http_code: 200, method: "GET" },
    { ...same, type: "account_login_fail", url: "/shop/login", query: null, http_code: 401, method: "POST" },
  ]);
  const { rows } = await tester.database.pool.query("select raw::text, messages::text from logbook");
  expect(JSON.stringify([events, rows])).not.toContain("s3cret");
});

it.each(Object.entries(SHOPS))("names visitors of %s after their address", async (_, open) => {
  const shop = await open();
  const before = (await eventsOf("85.10.20.*")).length;
  await get(shop, "/shop/", SENT);
  await tracked(shop, 1);
  expect(await eventsOf("85.10.20.*")).toHaveLength(before + 1);
});

it.each(Object.entries(SHOPS))("refuses blacklisted users and addresses of %s, and tracks that", async (name, open) => {
  const user = `${name} mallory`;
  const event = { userName: user, ipAddress: "85.99.1.1", url: "/", eventTime: "2026-11-20T10:00:00Z" };
  const sent = { headers: { "api-key": tester.first().apiKey }, json: { events: [event] } };
  await tester.send("POST", "/api/v1/events?decide=true", sent);
  const blacklist = { cookie: await tester.signIn(), json: { decision: "blacklist" } };
  await tester.send("PUT", `/api/v1/users/${encodeURIComponent(user)}/decision`, blacklist);

  const shop = await open();
  const answers = await Promise.all([
    // From an address of its own: what a blacklisted user comes from is blacklisted, too.
    get(shop, "/shop/", { ...SENT, "x-user": user, "x-forwarded-for": "85.99.1.2" }),
    get(shop, "/shop/", { ...SENT, "x-user": "anna", "x-forwarded-for": "85.99.1.1" }),
    get(shop, "/shop/", { ...SENT, "x-user": "anna" }),
  ]);
  expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
    [403, "Forbidden\n"],
    [403, "Forbidden\n"],
    [200, "page"],
  ]);
  await tracked(shop, 3);
  expect((await eventsOf(user)).map(({ http_code }) => http_code)).toEqual([null, 403]);
});

it("lets everybody through while the server is away", async () => {
  const away = await loopback((request) => void request.socket.destroy());
  const { client, of } = clientTester({ url: away });
  const guard = expressGuard(client);
  const shop = await loopback((request, response) => guard(request, response, () => void response.end("page")));
  const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(shop)).text()));
  expect(answers).toEqual(["page", "page", "page"]);
  expect(of("failed_open").length).toBeGreaterThan(0);
});

it.each([
  ["throws", () => throwing()],
  ["rejects", async () => throwing()],
])("answers and tells when a callback %s", async (_, user) => {
  const { client, of } = real();
  const [tracker, guard] = [expressTracker(client, { user }), expressGuard(client, { user })];
  const shop = await loopback((request, response) =>
    tracker(request, response, () => guard(request, response, () => void response.end("page"))),
  );
  expect(await (await fetch(shop)).text()).toBe("page");
  await expect.poll(() => of("callback_failed")).toHaveLength(2);
  expect(client.stats()).toMatchObject({ waiting: 0, stored: 0 });
});

function throwing(): never {
  throw new Error("the session store is away");
}

it("tracks a request that its sender did not wait for, with the address and without a status", async () => {
  const { client } = real();
  const tracker = expressTracker(client, { user: () => "impatient" });
  const server = createServer((request, response) => tracker(request, response, () => undefined)).listen(
    0,
    "127.0.0.1",
  );
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  await expect(fetch(`http://127.0.0.1:${port}/slow`, { signal: AbortSignal.timeout(300) })).rejects.toThrow("timeout");
  await expect.poll(() => client.stats().waiting + client.stats().stored).toBe(1);
  await client.flush(PATIENT_MS);
  expect(await eventsOf("impatient")).toMatchObject([
    { type: "page_view", url: "/slow", http_code: null, address: "127.0.0.1" },
  ]);
});
