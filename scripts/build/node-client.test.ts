import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { ROOT } from "../root.js";
import { buildNodeClient, nodeClientOf } from "./node-client.js";

const run = promisify(execFile);
let folder = "";
/** A project without anything, into which the packed client is installed. */
let project = "";

beforeAll(async () => {
  await buildNodeClient(ROOT);
  folder = await mkdtemp(join(tmpdir(), "tocsin-packed-"));
  project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "shop", "version": "1.0.0", "private": true }');
  // With nothing in its cache and nobody to ask, npm has only the package itself.
  const env = { ...process.env, npm_config_cache: join(folder, "cache"), npm_config_offline: "true" };
  await run("npm", ["pack", "--pack-destination", folder], { cwd: nodeClientOf(ROOT), env });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  await run("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball)], { cwd: project, env });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const storesOne: RequestListener = (_, response) =>
  void response.end('{"outcomes":[{"outcome":"stored","event":"1","corrections":[]}]}');
const EVENT = '{ userName: "anna", ipAddress: "203.0.113.7", url: "/" }';
const created = (url: string) =>
  `createClient({ url: ${JSON.stringify(url)}, apiKey: "k", queue: { batchDelayMs: 1 } })`;

it("packs the modules, their types, the licence and what to read first", () => {
  const installed = join(project, "node_modules", "@tocsin", "client");
  expect(readdirSync(installed).toSorted()).toEqual(["LICENSE", "README.md", "cjs", "esm", "package.json"]);
  const others = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter(
    (name) => !/[.]d[.]ts$/.test(name),
  );
  expect(others.filter((name) => /[.]tsx?$|test/.test(name))).toEqual([]);
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@tocsin"]);
});

it.each([
  ["import", "module", 'import { createClient } from "@tocsin/client";'],
  ["require", "commonjs", 'const { createClient } = require("@tocsin/client");'],
])("works by %s", async (_, type, line) => {
  const url = await serve(storesOne);
  const program = `${line}
    const client = ${created(url)};
    client.track(${EVENT});
    client.close().then((stats) => process.stdout.write(JSON.stringify(stats)));`;
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", program], { cwd: project });
  expect(JSON.parse(stdout)).toMatchObject({ stored: 1, waiting: 0 });
});

it("does not keep the process alive, whatever the server does", async () => {
  const url = await serve((request, response) => {
    // Refused at first, so that the client waits; afterwards it would hang.
    if (request.url === "/api/v1/events") response.writeHead(503, { "Retry-After": "300" }).end();
  });
  const program = `const { createClient } = require("@tocsin/client");
    const client = createClient({ url: ${JSON.stringify(url)}, apiKey: "k", timeoutMs: 500, queue: { batchDelayMs: 1 },
      onNotice: ({ kind }) => process.stdout.write(kind + " ") });
    client.track(${EVENT});
    setTimeout(() => client.isBlacklisted("anna"), 100);`;
  const { stdout } = await run(process.execPath, ["--eval", program], { cwd: project });
  expect(stdout.trim().split(" ").toSorted()).toEqual(["failed_open", "retrying"]);
});

it("has types for both kinds of module, which need no others", async () => {
  const use = `const client = createClient({ url: "http://127.0.0.1", apiKey: "k" });
    client.track(${EVENT});
    client.decide(${EVENT}).then(({ verdict }) => { const known: "allow" | "review" | "block" = verdict; return known; });
    // @ts-expect-error an event has a user
    client.track({ ipAddress: "203.0.113.7", url: "/" });
    // @ts-expect-error no such type
    client.track({ ...${EVENT}, eventType: "page_viewed" });`;
  await writeFile(join(project, "a.mts"), `import { createClient } from "@tocsin/client";\n${use}`);
  await writeFile(join(project, "b.cts"), `import { createClient } from "@tocsin/client";\n${use}`);
  const compiler = join(ROOT, "node_modules", "typescript-7", "bin", "tsc");
  const options = [
    "--noEmit",
    "--strict",
    "--module",
    "node16",
    "--target",
    "es2022",
    "--lib",
    "es2022",
    "--types",
    "",
  ];
  const { stdout } = await run(process.execPath, [compiler, ...options, "a.mts", "b.cts"], { cwd: project }).catch(
    (error: { readonly stdout: string }) => error,
  );
  expect(stdout).toBe("");
});
