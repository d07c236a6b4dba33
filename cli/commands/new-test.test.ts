import { beforeAll, expect, it } from "vitest";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
const X01 = 'rule X01 "Many events" {\n  when count(events) > 1\n}\n';

beforeAll(async () => {
  const { send } = await runtimeTester(database.pool);
  for (const url of ["/one", "/two", "/three"]) await send({ userName: "anna", url });
});

async function run(...flags: readonly string[]) {
  const cwd = await folderWith({ "X01_many.tocsin": X01 });
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["new", "test", ...flags], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("writes a test of a stored user that can be put into the rule's file", async () => {
  const { code, written } = await run("--rule", "X01_many.tocsin", "--user", "anna");
  expect(code).toBe(0);
  expect(written).toContain("expect X01 match");
  expect(written).not.toMatch(/anna|\/one|\/two/);
  const cwd = await folderWith({ "X01_many.tocsin": `${X01}\n${written}` });
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  expect(await runCli(["test"], COMMANDS, host, "0.0.0")).toBe(0);
});

it("says when there is no such user", async () => {
  expect(await run("--rule", "X01", "--user", "bert")).toMatchObject({
    code: 1,
    noted: expect.stringContaining("has no user bert"),
  });
});
