import { beforeAll, expect, it } from "vitest";
import { createLogbook } from "../../runtime/index.ts";
import { originOf, runtimeTester, type RuntimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
let tester: RuntimeTester;
const refuse = async (message: string) => {
  const logbook = createLogbook({ store: tester.store });
  logbook.note(originOf(tester.appId), { outcome: "rejected", status: 400, message, raw: { userName: "bert" } });
  await logbook.close();
};
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  await tester.send({ userName: "anna", ipAddress: "nonsense" });
  await refuse("no url");
});

async function hostOf() {
  return fakeHost({ cwd: await folderWith({}), env: { DATABASE_URL: database.url() } });
}
async function run(...argv: readonly string[]) {
  const host = await hostOf();
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("lists requests, the newest last", async () => {
  const { code, written } = await run("logbook");
  expect(code).toBe(0);
  const [corrected, refused] = written.trim().split("\n");
  expect(corrected).toMatch(/^\S+Z {2}200 corrected {2}\/sensor\/ {2}key 1 {2}\d+ ms {2}anna {2}ipAddress validation/);
  expect(refused).toMatch(/^\S+Z {2}400 rejected {2}\/sensor\/ {2}key 1 {2}\d+ ms {2}bert {2}no url$/);
});

it("lists those of a user, a status or a text, also as JSON", async () => {
  const names = async (...argv: readonly string[]) => {
    const { written } = await run("logbook", "--format", "json", ...argv);
    return (JSON.parse(written) as { lines: { user: string }[] }).lines.map(({ user }) => user);
  };
  expect(await names("--user", "anna")).toEqual(["anna"]);
  expect(await names("--status", "4xx")).toEqual(["bert"]);
  expect(await names("--corrected")).toEqual(["anna"]);
  expect(await names("--text", "NO URL")).toEqual(["bert"]);
  expect(await names("--limit", "1")).toEqual(["bert"]);
  expect(await run("logbook", "--user", "nobody")).toMatchObject({ code: 0, written: "" });
  expect((await run("logbook", "--status", "abc")).code).not.toBe(0);
});

it("follows requests as they come, each once, until it is interrupted", async () => {
  const host = await hostOf();
  const ended = runCli(["logbook", "--follow", "--status", "4xx", "--format", "ndjson"], COMMANDS, host, "0.0.0");
  const messages = () =>
    host
      .written()
      .trim()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { messages: string[] }).messages[0]);
  await expect.poll(messages).toEqual(["no url"]);
  await refuse("later");
  await expect.poll(messages).toEqual(["no url", "later"]);
  await refuse("last");
  await expect.poll(messages).toEqual(["no url", "later", "last"]);
  host.interrupt();
  expect(await ended).toBe(0);
});

it("says and sets how much is kept", async () => {
  expect((await run("retention", "logbook")).written).toMatch(
    /keeps its logbook for 30 days, and 32 MB of it at most\n$/,
  );
  expect((await run("retention", "logbook", "--mb", "64", "--days", "90")).written).toContain("90 days, and 64 MB");
  expect(JSON.parse((await run("retention", "logbook", "--format", "json")).written)).toMatchObject({
    days: 90,
    megabytes: 64,
  });
});
