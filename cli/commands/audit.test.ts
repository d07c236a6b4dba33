import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
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
  for (const userName of ["anna", "bert"])
    for (const new_value of ["A", "B", "C"])
      await tester.send({
        userName,
        eventType: "field_edit",
        fieldHistory: JSON.stringify([{ field_id: "f", new_value }]),
      });
});

async function run(argv: readonly string[], secret: Buffer | null = TEST_SECRET) {
  const cwd = await folderWith({});
  const dataDir = join(cwd, ".tocsin");
  await mkdir(dataDir);
  if (secret !== null) await writeFile(join(dataDir, "secret"), secret.toString("base64url"));
  const host = fakeHost({ cwd, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["audit", "verify", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("says what was proven, and then the first link that is not what was written", async () => {
  expect(await run([])).toEqual({ code: 0, written: "verified 6 changes of 2 users\n", noted: "" });
  expect((await run(["--user", "anna"])).written).toBe("verified 3 changes of 1 user\n");
  await database.pool.query(
    "update field_changes set new_value = 'X' where sequence = 2 and new_value = 'B' and user_id = $1",
    [tester.installation.ids.userId(tester.appId, "bert")],
  );
  expect(await run([])).toEqual({
    code: 1,
    written: "broken user bert, change 2: changed\n1 trail broken; before the breaks 4 changes of 2 users proven\n",
    noted: "",
  });
  expect((await run(["--user", "anna"])).code).toBe(0);
  const { code, written } = await run(["--format", "json"]);
  expect([code, JSON.parse(written)]).toMatchObject([
    1,
    { kind: "audit-verify", verified: false, broken: [{ user: "bert", sequence: 2, fault: "changed", of: "change" }] },
  ]);
});

it("needs the secret of the database's installation", async () => {
  expect((await run([], null)).noted).toContain("set TOCSIN_DATA to the data folder of the server");
  expect((await run([], Buffer.alloc(32, 1))).noted).toContain("the database was filled under another secret");
});

it("knows the user that it is asked about", async () => {
  expect((await run(["--user", "nobody"])).noted).toMatch(/has no user nobody/);
});
