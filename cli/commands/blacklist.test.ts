import { beforeAll, expect, it } from "vitest";
import { searchBlacklist } from "../../runtime/index.ts";
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
  await tester.send({ userName: "anna", ipAddress: "85.1.1.1", emailAddress: "a@example.com" });
  await tester.send({ userName: "bert", ipAddress: "192.168.1.1" });
});

async function run(...argv: readonly string[]) {
  const host = fakeHost({ cwd: await folderWith({}), env: { DATABASE_URL: database.url() } });
  const code = await runCli(["blacklist", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}
const listed = (value: string) => searchBlacklist(tester.store, tester.appId, value);

it("adds users, lists and exports what goes with them, and takes one thing off", async () => {
  expect((await run("list")).noted).toMatch(/^nothing is blacklisted in app /);
  expect(await run("add", "anna", "bert")).toMatchObject({ code: 0, written: "2 of 2 users are blacklisted\n" });
  const { written } = await run("list");
  expect(written).toMatch(/\S+Z +email +a@example\.com +anna +operator +yes\n/);
  expect(written).toMatch(/\S+Z +ip +192\.168\.1\.1 +bert +operator +no: lan\n/);
  expect(JSON.parse((await run("list", "--not-listed", "--format", "json")).written)).toMatchObject({
    kind: "blacklist-list",
    entries: [{ kind: "ip", value: "192.168.1.1", listed: false, reason: "lan" }],
  });
  expect((await run("export", "--kind", "user")).written).toMatch(
    /^added,kind,value,user,score,by,listed,reason\r\n\S+Z,user,bert,bert,,operator,yes,\r\n\S+Z,user,anna,/,
  );
  expect((await run("export", "--as", "ndjson", "--search", "example")).written).toMatch(
    /^\{.*"a@example\.com".*\}\n$/,
  );
  expect((await run("remove", "A@example.com")).written).toBe("A@example.com: no longer blacklisted\n");
  expect(await listed("a@example.com")).toBe(false);
  expect(await listed("85.1.1.1")).toBe(true);
});

it("says what it does not know, and how to take a user off", async () => {
  expect(await run("add", "nobody", "anna")).toMatchObject({
    code: 1,
    written: "1 of 2 users are blacklisted\n",
    noted: expect.stringMatching(/has no user nobody\n$/),
  });
  expect((await run("remove", "anna")).noted).toMatch(/of a user: `tocsin decide anna whitelist`\n$/);
  expect((await run("limit", "64")).code).toBe(1);
});

it("sets the limit", async () => {
  expect((await run("limit", "5")).written).toBe("addresses of more than 5 users are not blacklisted\n");
  expect((await run("limit", "off")).written).toBe("addresses are blacklisted however many users they have\n");
});
