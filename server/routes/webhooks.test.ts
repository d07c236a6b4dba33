import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_WEBHOOK_PRIVATE: "1" });
let cookie = "";
let told: string[] = [];
let hook: Server;
let url = "";
const ask = (method: string, path = "", options: SendOptions = {}) =>
  tester.send(method, `/api/v1/webhooks${path}`, { cookie, ...options });

beforeAll(async () => {
  cookie = await tester.signIn();
  hook = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => told.push(chunk.toString()));
    request.on("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((resolve) => hook.close(resolve)));

it("makes a webhook whose secret is shown once, and tells it of a decision", async () => {
  const made = await ask("POST", "", { json: { url, types: ["user.blacklisted"] } });
  const { id, secret } = made.json as { readonly id: number; readonly secret: string };
  expect(made.status).toBe(200);
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const event = { userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" };
  expect((await tester.sendEvent(event)).status).toBe(200);
  const decided = await tester.send("PUT", "/api/v1/users/anna/decision", { cookie, json: { decision: "blacklist" } });
  expect(decided.status).toBe(200);
  await expect
    .poll(() => told.map((body) => JSON.parse(body) as unknown))
    .toMatchObject([{ type: "user.blacklisted", data: { user: "anna", status: "blacklisted", by: "operator" } }]);

  const messages = () => ask("GET", `/${id}/messages`);
  await expect
    .poll(async () => (await messages()).json)
    .toMatchObject({
      messages: [{ id: expect.stringMatching(/^msg_\d+$/), state: "taken", attempts: 1, status: 204 }],
    });
  const listed = await ask("GET");
  expect(listed.json).toMatchObject({ webhooks: [{ id, url, types: ["user.blacklisted"], waiting: 0, failed: 0 }] });
  expect(listed.text).not.toContain(secret);
  expect(tester.log()).not.toContain(secret);

  told = [];
  expect((await ask("POST", `/${id}/test`)).status).toBe(202);
  await expect.poll(() => told).toHaveLength(1);
  expect((await ask("DELETE", `/${id}`)).status).toBe(204);
  expect((await messages()).status).toBe(404);
});

it("says what is wrong with an address, and what is not there", async () => {
  expect(await ask("POST", "", { json: { url: "ftp://app.example/" } })).toMatchObject({
    status: 400,
    text: expect.stringContaining("it must begin with https://"),
  });
  expect((await ask("POST", "", { json: { url, types: ["user.vanished"] } })).status).toBe(400);
  expect((await ask("POST", "/99/test")).status).toBe(404);
  expect((await ask("DELETE", "/99")).status).toBe(404);
  expect((await tester.send("GET", "/api/v1/webhooks")).status).toBe(401);
});
