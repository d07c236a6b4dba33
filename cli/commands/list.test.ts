import { beforeAll, expect, it } from "vitest";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
beforeAll(async () => {
  const { send } = await runtimeTester(database.pool);
  await send({ userName: "anna", ipAddress: "203.0.113.7" });
});

async function run(argv: readonly string[], stdin = "") {
  const cwd = await folderWith({
    "X01_flagged.tocsin":
      'list flagged_nets : list<cidr> "Networks we watch" = runtime\nrule X01 "Flagged" { when any ip { .address in flagged_nets } }\n',
  });
  const host = fakeHost({ cwd, stdin, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["list", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("adds, shows, removes and tells the history", async () => {
  expect((await run(["show"])).written.split("\n").slice(0, -1)).toEqual([
    "list          type          entries  version",
    "alert_emails  list<string>  0        0",
    "alert_phones  list<string>  0        0",
    "flagged_nets  list<cidr>    0        0",
  ]);
  const added = await run(["add", "flagged_nets", "192.0.2.0/24", "198.51.100.7", "--reason", "abuse report"]);
  expect(added).toMatchObject({ code: 0, written: "flagged_nets: added 2 (version 1)\n" });
  expect((await run(["add", "flagged_nets", "-"], "# ours\n203.0.113.0/24\n\n192.0.2.0/24\n")).written).toBe(
    "flagged_nets: added 1, 1 as before (version 2)\n",
  );
  expect((await run(["remove", "flagged_nets", "198.51.100.7"])).written).toBe("flagged_nets: removed 1 (version 3)\n");
  const shown = JSON.parse((await run(["show", "flagged_nets", "--format", "json"])).written) as {
    readonly entries: readonly { readonly value: string; readonly reason: string | null }[];
  };
  expect(shown.entries.map(({ value, reason }) => [value, reason])).toEqual([
    ["203.0.113.0/24", null],
    ["192.0.2.0/24", "abuse report"],
  ]);
  const history = (await run(["history", "flagged_nets"])).written.split("\n").map((line) => line.split(/ {2,}/));
  expect(history.map((cells) => [cells[0], cells[2]])).toEqual([
    ["version", "what"],
    ["3", "removed 1"],
    ["2", "added 1"],
    ["1", "added 2"],
    ["", undefined],
  ]);
});

it("says whom entries would touch, and changes nothing", async () => {
  const added = await run(["impact", "flagged_nets", "203.0.113.0/28", "198.51.100.0/24"]);
  expect(added.code).toBe(0);
  expect(added.written.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["flagged_nets: would add 2"],
    ["1 user with one of these addresses or numbers"],
    ["rules answer otherwise for 0 of 1 user judged"],
    ["rule", "matches now", "more", "fewer"],
    ["X01", "1", "0", "0"],
    [""],
  ]);
  const removed = await run(["impact", "flagged_nets", "203.0.113.0/24", "--remove", "--format", "json"]);
  expect(JSON.parse(removed.written)).toMatchObject({
    kind: "list-impact",
    outcome: "counted",
    changing: 1,
    rules: [{ rule: "X01", before: 1, lost: 1 }],
    named: [{ name: "anna", lost: ["X01"] }],
  });
  expect((await run(["impact", "flagged_nets", "office"])).noted).toContain("1 of the entries cannot stand");
  expect((await run(["show"])).written).toContain("flagged_nets  list<cidr>    2        3");
});

it("says of every entry what is wrong with it, and adds none", async () => {
  const { code, written, noted } = await run(["add", "flagged_nets", "10.0.0.0/8", "10.0.0.1/8", "office"]);
  expect([code, written]).toEqual([1, ""]);
  expect(noted).toContain("10.0.0.1/8: it sets bits behind `/8`; the network is `10.0.0.0/8`");
  expect(noted).toContain("office: IPv4 has four numbers from 0 to 255");
  expect((await run(["show", "flagged_nets", "--search", "10.0"])).noted).toContain("no entry of flagged_nets stands");
});

it.each([
  [
    ["add", "other", "1.1.1.1"],
    "the pack has no runtime list other; there are: alert_emails, alert_phones, flagged_nets",
  ],
  [["add", "flagged_nets", "1.1.1.1", "--until", "2020-01-01T00:00:00Z"], "--until lies in the past"],
  [["add", "flagged_nets", "-"], "standard input holds no entry"],
])("refuses %j in one sentence", async (argv, sentence) => {
  const { code, noted } = await run(argv);
  expect(code).toBe(1);
  expect(noted).toContain(sentence);
});
