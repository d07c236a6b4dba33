import { connect, type Socket } from "node:net";
import Fastify from "fastify";
import { expect, it, onTestFinished } from "vitest";
import { listening } from "../testing/listening.ts";
import { boundRequests, type AdmissionBounds } from "./admission.ts";

const ROOMY: AdmissionBounds = { requests: 100, bytes: 1_000_000, waitMs: 60_000 };

/** A server whose one route answers when it is told to. */
async function slowServer(bounds: Partial<AdmissionBounds>) {
  const app = Fastify({ bodyLimit: 1000 });
  boundRequests(app, { ...ROOMY, ...bounds });
  const inside: (() => void)[] = [];
  app.post("/slow", (_, reply) => {
    inside.push(() => void (reply.sent || reply.send("done")));
  });
  app.post("/quick", async () => "quick");
  const url = await listening(app);
  onTestFinished(() => inside.forEach((answer) => answer()));
  const ask = async () => (await fetch(`${url}/slow`, { method: "POST", body: "x" })).status;
  const quick = async (body = "") => (await fetch(`${url}/quick`, { method: "POST", body })).status;
  return { url, inside, ask, quick };
}

/** A request that announces a body and sends nothing of it. */
function announcing(url: string, header: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => undefined);
  socket.write(`POST /slow HTTP/1.1\r\nHost: tocsin\r\nContent-Type: text/plain\r\n${header}\r\n\r\n`);
  onTestFinished(() => void socket.destroy());
  return socket;
}

it("lets in no more requests than it may hold, and the next one when one is answered", async () => {
  const { inside, ask } = await slowServer({ requests: 2 });
  const first = [ask(), ask()];
  await expect.poll(() => inside.length).toBe(2);
  expect(await ask()).toBe(503);
  inside.forEach((answer) => answer());
  expect(await Promise.all(first)).toEqual([200, 200]);
  const next = ask();
  await expect.poll(() => inside.length).toBe(3);
  inside.at(-1)?.();
  expect(await next).toBe(200);
});

it.each(["Content-Length: 900", "Transfer-Encoding: chunked"])("counts what is announced by %s", async (header) => {
  const { url, quick } = await slowServer({ bytes: 900 });
  const announced = announcing(url, header);
  await expect.poll(() => quick("body")).toBe(503);
  expect(await quick()).toBe(200);
  // Who gives up makes room.
  announced.destroy();
  await expect.poll(() => quick("body")).toBe(200);
});

it("takes a body that is larger than all that it may hold when nothing else is there", async () => {
  const { ask, inside } = await slowServer({ bytes: 0 });
  const asked = ask();
  await expect.poll(() => inside.length).toBe(1);
  inside[0]?.();
  expect(await asked).toBe(200);
});

it("sends away who has waited too long", async () => {
  const { ask } = await slowServer({ waitMs: 10 });
  expect(await Promise.all([ask(), ask()])).toEqual([503, 503]);
});
