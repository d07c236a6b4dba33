import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runtimeTester, TEST_SECRET } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
beforeAll(async () => {
  await runtimeTester(database.pool);
});

async function run(...argv: readonly string[]) {
  const cwd = await folderWith({});
  await mkdir(join(cwd, ".tocsin"));
  await writeFile(join(cwd, ".tocsin", "secret"), TEST_SECRET.toString("base64url"));
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["webhook", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("adds, lists, tests and removes a webhook", async () => {
  expect(await run("list")).toMatchObject({ code: 0, written: "", noted: expect.stringContaining("has no webhook") });
  const { code, written, noted } = await run("add", "https://app.example/hook", "--types", "user.blacklisted");
  expect([code, noted]).toEqual([0, expect.stringContaining("its secret is not shown again")]);
  expect(written).toMatch(/^whsec_\S+\n$/);
  const { webhooks } = JSON.parse((await run("list", "--format", "json")).written) as {
    readonly webhooks: readonly { readonly id: number }[];
  };
  const id = String(webhooks[0]?.id);
  expect((await run("test", id)).written).toMatch(/^msg_\d+ is sent/);
  expect((await run("messages", id)).written).toMatch(/msg_\d+ +test +\S+Z +0 +waiting/);
  expect((await run("list")).written).toContain("https://app.example/hook  user.blacklisted");
  expect((await run("remove", id)).written).toBe(`webhook ${id}: removed\n`);
});

it("says what is wrong", async () => {
  expect(await run("add", "http://app.example/")).toMatchObject({
    code: 1,
    noted: expect.stringContaining("it must begin with https://"),
  });
  expect(await run("add", "https://app.example/", "--types", "user.vanished")).toMatchObject({ code: 1 });
  for (const command of ["test", "messages", "remove"])
    expect(await run(command, "77")).toMatchObject({ code: 1, noted: expect.stringContaining("has no webhook 77") });
});
