import Fastify from "fastify";
import { expect, it } from "vitest";
import { listening } from "../testing/listening.ts";
import { answerProblem } from "./problems.ts";
import { requireSameOrigin } from "./same-origin.ts";

async function guarded(): Promise<string> {
  const app = Fastify();
  app.setErrorHandler(answerProblem);
  app.addHook("onRequest", requireSameOrigin);
  app.all("/", async () => ({}));
  return listening(app);
}

const statusOf = async (url: string, method: string, headers: Record<string, string>) =>
  (await fetch(url, { method, headers })).status;

it("lets programs and its own pages write", async () => {
  const url = await guarded();
  expect(await statusOf(url, "POST", {})).toBe(200);
  expect(await statusOf(url, "POST", { origin: url })).toBe(200);
});

it.each(["http://evil.example", "null", "not an origin", "http://127.0.0.1:1"])(
  "refuses what a page of %s sends",
  async (origin) => {
    const url = await guarded();
    for (const method of ["POST", "PUT", "DELETE"]) expect(await statusOf(url, method, { origin })).toBe(403);
  },
);

it("lets anyone read: the answer stays with the one who asked", async () =>
  expect(await statusOf(await guarded(), "GET", { origin: "http://evil.example" })).toBe(200));

it("refuses a request that the browser says comes from elsewhere", async () => {
  const app = Fastify();
  app.setErrorHandler(answerProblem);
  app.addHook("onRequest", requireSameOrigin);
  app.post("/", async () => ({}));
  // `fetch` sets this header itself.
  const from = async (site: string) =>
    (await app.inject({ method: "POST", url: "/", headers: { "sec-fetch-site": site } })).statusCode;
  expect(await Promise.all(["cross-site", "same-site", "same-origin", "none"].map(from))).toEqual([403, 403, 200, 200]);
});
