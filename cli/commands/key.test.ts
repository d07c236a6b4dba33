import { beforeAll, expect, it } from "vitest";
import { findApiKey } from "../../runtime/index.ts";
import { runtimeTester, type RuntimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
});

async function run(argv: readonly string[]) {
  const host = fakeHost({ cwd: await folderWith({}), env: { DATABASE_URL: database.url() } });
  const code = await runCli(["key", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

const listed = async () =>
  (JSON.parse((await run(["list", "--format", "json"])).written) as { readonly keys: readonly unknown[] }).keys;

it("makes, lists, limits and revokes a key", async () => {
  expect(await run(["list"])).toMatchObject({ code: 0, written: "", noted: expect.stringContaining("has no key") });
  const { code, written, noted } = await run(["add", "web shop"]);
  expect(code).toBe(0);
  expect(written).toMatch(/^[\w-]{43}\n$/);
  expect(noted).not.toContain(written.trim());
  const found = await findApiKey(tester.store, written.trim());
  expect(found).toMatchObject({ appId: tester.appId, name: "web shop", rateLimit: null });
  const id = String(found?.apiKeyId);

  expect((await run(["list"])).written).toBe(`id  rate limit  name\n${id.padEnd(2)}  off         web shop\n`);
  expect((await run(["limit", id, "reference"])).written).toBe(`key ${id} (web shop): rate limit reference\n`);
  expect(await listed()).toEqual([{ id: Number(id), name: "web shop", rateLimit: "reference" }]);
  expect((await run(["revoke", id])).written).toBe(`key ${id} (web shop): revoked\n`);
  expect(await listed()).toEqual([]);
  expect(await findApiKey(tester.store, written.trim())).toBeNull();
});

it("makes a limited key, as JSON", async () => {
  const { written, noted } = await run(["add", "mobile", "--rate-limit", "reference", "--format", "json"]);
  const made = JSON.parse(written) as { readonly key: string };
  expect(made).toMatchObject({ version: 1, kind: "key-add", name: "mobile", rateLimit: "reference" });
  expect(noted).toBe("");
  expect(await findApiKey(tester.store, made.key)).toMatchObject({ rateLimit: "reference" });
});

it("gives a key a bucket of tokens", async () => {
  const { written } = await run(["add", "bucket", "--rate-limit", "50/s", "--burst", "200", "--format", "json"]);
  const made = JSON.parse(written) as { readonly id: number; readonly key: string };
  expect(made).toMatchObject({ rateLimit: "50/s burst 200" });
  expect(await findApiKey(tester.store, made.key)).toMatchObject({ rateLimit: "50/s burst 200" });
  const id = String(made.id);
  expect((await run(["limit", id, "600/min"])).written).toBe(`key ${id} (bucket): rate limit 600/min burst 10\n`);
  expect((await run(["limit", id, "off"])).written).toBe(`key ${id} (bucket): rate limit off\n`);
});

it.each([
  [["add", "x", "--rate-limit", "slow"], "--rate-limit"],
  [["add", "x", "--rate-limit", "5/s", "--burst", "0"], "--burst"],
  [["limit", "1", "reference", "--burst", "5"], "reference has its own"],
  [["add", " "], "name"],
  [["add", "x", "--app", "other"], "there is no app other"],
  [["revoke", "999"], "has no key 999"],
  [["revoke", "web"], "is the number that `key list` shows"],
  [["limit", "1", "fast"], "limit"],
])("refuses %j in one sentence", async (argv, part) => {
  const { code, written, noted } = await run(argv);
  expect([code, written]).toEqual([1, ""]);
  expect(noted).toContain(part);
  expect(noted.trim().split("\n")).toHaveLength(1);
});

it("helps with the group", async () => {
  const { code, written } = await run(["--help"]);
  expect(code).toBe(0);
  for (const name of ["add", "list", "limit", "revoke"]) expect(written).toContain(` ${name} `);
});
