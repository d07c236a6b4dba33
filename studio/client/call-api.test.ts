import { expect, it } from "vitest";
import { z } from "zod";
import { Problem } from "../../api/index.ts";
import { isApiError } from "./api-error.ts";
import { callApi } from "./call-api.ts";

const rename = {
  method: "PUT",
  url: "/things/:name/title",
  schema: {
    params: z.object({ name: z.string() }),
    querystring: z.object({ app: z.string().optional(), limit: z.number().optional() }),
    body: z.object({ title: z.string() }),
    response: { 200: z.object({ title: z.string() }), 400: Problem },
  },
} as const;

const remove = { method: "DELETE", url: "/things", schema: { response: { 204: z.null() } } } as const;

function answering(response: () => Response | Promise<Response>) {
  const requests: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    requests.push({ url: String(url), init });
    return response();
  };
  return { fetch, requests };
}

const call = (fetch: typeof globalThis.fetch) =>
  callApi(rename, { params: { name: "a/b c" }, query: { limit: 3 }, body: { title: "x" } }, { fetch });

async function codeOf(promise: Promise<unknown>) {
  const error = await promise.catch((caught: unknown) => caught);
  return isApiError(error) ? error.code : error;
}

it("puts parameters, query and body where the contract says", async () => {
  const { fetch, requests } = answering(() => Response.json({ title: "x", extra: 1 }));
  expect(await call(fetch)).toEqual({ title: "x" });
  expect(requests[0]?.url).toBe("/things/a%2Fb%20c/title?limit=3");
  expect(requests[0]?.init).toMatchObject({ method: "PUT", body: '{"title":"x"}', credentials: "same-origin" });
});

it("answers null to a contract without a body", async () => {
  const { fetch, requests } = answering(() => new Response(null, { status: 204 }));
  expect(await callApi(remove, {}, { fetch })).toBeNull();
  expect(requests[0]?.init?.headers).not.toHaveProperty("content-type");
});

it("throws the server's own code", async () => {
  const { fetch } = answering(() =>
    Response.json({ code: "not_signed_in", message: "sign in first" }, { status: 401 }),
  );
  expect(await codeOf(call(fetch))).toBe("not_signed_in");
});

it("calls a gateway's answer unreachable and any other strange one unexpected", async () => {
  expect(await codeOf(call(answering(() => new Response("bad gateway", { status: 502 })).fetch))).toBe("unreachable");
  expect(await codeOf(call(answering(() => new Response("<html>", { status: 404 })).fetch))).toBe("unexpected_answer");
  expect(await codeOf(call(answering(() => Response.json({ title: 7 })).fetch))).toBe("unexpected_answer");
});

it("calls no answer at all unreachable", async () => {
  const dead: typeof globalThis.fetch = () => Promise.reject(new TypeError("failed to fetch"));
  expect(await codeOf(call(dead))).toBe("unreachable");
});

it("passes an abort on as it is", async () => {
  const controller = new AbortController();
  controller.abort("stale");
  const aborted: typeof globalThis.fetch = (_, init) => Promise.reject(init?.signal?.reason);
  const options = { fetch: aborted, signal: controller.signal };
  expect(await codeOf(callApi(remove, {}, options))).toBe("stale");
});
