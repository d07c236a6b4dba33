import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import Fastify from "fastify";
import { expect, it, onTestFinished } from "vitest";
import { listening } from "../testing/listening.ts";
import { answerProblem } from "./problems.ts";
import { securityHeaders } from "./security-headers.ts";
import { studioFiles } from "./studio-files.ts";

async function studioWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-studio-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "assets"));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const app = Fastify();
  app.setErrorHandler(answerProblem);
  await securityHeaders(app);
  await app.register(studioFiles, { folder });
  return listening(app);
}

const BUILT = { "index.html": "<p>studio", "assets/app-1a2b.js": "1" };
const PAGE = { headers: { accept: "text/html" } };

it("serves files, and the studio for any of its pages", async () => {
  const url = await studioWith(BUILT);
  expect(await (await fetch(`${url}/assets/app-1a2b.js`)).text()).toBe("1");
  for (const page of ["/", "/rules/X01", "/users/a%2Fb"])
    expect(await (await fetch(url + page, PAGE)).text()).toBe("<p>studio");
});

it("serves the studio's first page to whoever asks, compressed or not", async () => {
  const url = await studioWith(BUILT);
  for (const accepted of ["br, gzip", "identity"]) {
    const answer = await fetch(`${url}/`, { headers: { "accept-encoding": accepted } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  }
  expect((await fetch(`${url}/`, { method: "HEAD" })).status).toBe(200);
});

it("lets browsers keep what has a hash in its name, and nothing else", async () => {
  const url = await studioWith(BUILT);
  const cacheOf = async (path: string) => (await fetch(url + path, PAGE)).headers.get("cache-control");
  expect(await cacheOf("/assets/app-1a2b.js")).toContain("immutable");
  expect(await cacheOf("/")).toBe("no-cache");
  expect(await cacheOf("/rules")).toBe("no-cache");
});

it.each([
  ["br", "br, gzip"],
  ["gzip", "gzip"],
])("sends what the build compressed as %s to who takes it", async (encoding, accepted) => {
  const url = await studioWith({
    ...BUILT,
    "assets/app-1a2b.js.br": brotliCompressSync("1"),
    "assets/app-1a2b.js.gz": gzipSync("1"),
  });
  const answer = await fetch(`${url}/assets/app-1a2b.js`, { headers: { "accept-encoding": accepted } });
  expect(answer.headers.get("content-encoding")).toBe(encoding);
  expect(answer.headers.get("content-type")).toContain("javascript");
  expect(answer.headers.get("vary")).toContain("accept-encoding");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(await answer.text()).toBe("1");
});

it.each(["/api/v1/nothing", "/assets/gone.js", "/..%2f..%2fpackage.json"])("has nothing at %s", async (path) => {
  const answer = await fetch((await studioWith(BUILT)) + path);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: "not_found" });
});

it("says that the studio is not built", async () => {
  const answer = await fetch(await studioWith({}), PAGE);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("npm start");
});

it("allows nothing from elsewhere", async () => {
  const { headers } = await fetch(await studioWith(BUILT), PAGE);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("http");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});
