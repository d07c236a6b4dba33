import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { UserExport } from "../../api/index.ts";
import { runtimeTester, TEST_SECRET, type RuntimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await tester.send({ userName: "anna", eventTime: "2026-11-20 10:00:00" });
  await tester.send({ userName: "old", eventTime: "2020-11-20 10:00:00" });
});

async function run(...argv: readonly string[]) {
  const cwd = await folderWith({});
  await mkdir(join(cwd, ".tocsin"));
  await writeFile(join(cwd, ".tocsin", "secret"), TEST_SECRET.toString("base64url"));
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("exports a user, erases them when that is meant, and lists both", async () => {
  const exported = await run("user", "export", "anna");
  expect(exported.code).toBe(0);
  const { user, tables } = UserExport.parse(JSON.parse(exported.written));
  expect([user, tables.events.length]).toEqual(["anna", 1]);

  const refused = await run("user", "erase", "anna");
  expect([refused.code, refused.noted]).toEqual([1, expect.stringContaining("cannot be undone: add --yes")]);
  const { code, written } = await run("user", "erase", "anna", "--yes");
  expect([code, written]).toEqual([0, "erased anna: 1 event and what only they named\n"]);
  const again = await run("user", "erase", "anna", "--yes");
  expect([again.code, again.noted]).toEqual([1, expect.stringContaining("has no user anna")]);

  const userId = tester.installation.ids.userId(tester.appId, "anna");
  const listed = JSON.parse((await run("audit", "actions", "--format", "json")).written) as {
    readonly actions: object[];
  };
  expect(listed.actions).toMatchObject([
    { kind: "user_erased", userId, operator: null, details: { events: 1 } },
    { kind: "user_exported", userId, operator: null, details: null },
  ]);
  expect((await run("audit", "actions")).written).toContain("user erased");
});

it("sets how long events are kept, and deletes what is older", async () => {
  const name = (await database.pool.query<{ name: string }>("select name from apps")).rows[0]?.name ?? "";
  expect((await run("retention", "show")).written).toBe(`${name} keeps events for good\n`);
  expect((await run("retention", "set", "8")).written).toBe(`${name} keeps events for 8 weeks\n`);
  expect((await run("retention", "run")).written).toMatch(/^deleted 1 event, 0 field changes, .*, 1 user\n$/);
  const { written } = await run("retention", "show");
  expect(written).toMatch(/keeps events for 8 weeks\ndeleted what is older than .*Z: 1 event, .*1 user\n$/);
  expect((await run("retention", "set", "521")).noted).toContain("--weeks");
});
