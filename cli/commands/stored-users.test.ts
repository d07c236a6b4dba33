import { beforeAll, expect, it } from "vitest";
import { createScoring, packOf, setRuleWeight } from "../../runtime/index.ts";
import { runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();

beforeAll(async () => {
  const { send } = await runtimeTester(database.pool);
  for (const userName of ["anna", "anna", "bert"]) await send({ userName });
});

const X01 = 'rule X01 "Many events" {\n  because "many"\n  when user.event_count > 1\n}\n';

async function run(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const host = fakeHost({ cwd: await folderWith(files), env: { DATABASE_URL: database.url() } });
  const code = await runCli(argv, COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("dry-runs a rule file against stored users", async () => {
  const { code, written } = await run(["dry-run", "X01_many.tocsin"], { "X01_many.tocsin": X01 });
  expect(code).toBe(0);
  expect(written).toContain("1 of 2 users match, 0 unknown");
  expect(written).toContain("anna");
  expect(written).not.toContain("bert");
});

it("dry-runs over all users, as JSON", async () => {
  const { written } = await run(["dry-run", "X01", "--all", "--format", "json"], { "X01_many.tocsin": X01 });
  expect(JSON.parse(written)).toMatchObject({
    kind: "dry-run",
    rule: { id: "X01", title: "Many events" },
    tested: 2,
    matched: 1,
    tier: "events",
    users: [{ name: "anna" }],
  });
});

it("names who is newly flagged against another version", async () => {
  const against = await folderWith({ "X01_many.tocsin": X01 });
  const files = { "X01_many.tocsin": X01.replace("> 1", "< 2") };
  const { written } = await run(["dry-run", "X01_many.tocsin", "--against", against], files);
  expect(written).toContain("+ 1 user newly flagged: bert");
  expect(written).toContain("- 1 user no longer flagged: anna");
});

it("says what is missing where the rule cannot say", async () => {
  const files = { "X01_tor.tocsin": 'rule X01 "Named" { when user.first_name == "Ann" }\n' };
  const { written } = await run(["dry-run", "X01_tor.tocsin"], files);
  expect(written).toContain("unknown for 2 of 2: user.first_name is missing");
});

it("says what scores become by a weight, and how the rule would have fared before", async () => {
  const { store } = await runtimeTester(database.pool, { appId: 1 });
  await createScoring({ store, pack: packOf([{ path: "X01_many.tocsin", text: X01 }]) }).settle();
  const argv = ["dry-run", "X01", "--weight", "70", "--weeks", "2"];
  const { written } = await run(argv, { "X01_many.tocsin": X01 });
  expect(written).toContain("with weight 70 the score of 1 of 2 users becomes another\n");
  expect(written).toMatch(/match rate of the sample over the last weeks\n {2}[-\d]{10} +[\d.]+ % of \d users?/);
  const { scores, trend } = JSON.parse((await run([...argv, "--format", "json"], { "X01_many.tocsin": X01 })).written);
  expect(scores).toMatchObject({ weight: 70, compared: 2, rescored: 1 });
  expect(trend).toMatchObject({ complete: true, points: [{ asOf: expect.any(String) }, { asOf: expect.any(String) }] });
});

it("compares with a folder only", async () =>
  expect(await run(["dry-run", "X01", "--against", "X01_many.tocsin"], { "X01_many.tocsin": X01 })).toMatchObject({
    code: 1,
    noted: expect.stringContaining("X01_many.tocsin is not a folder"),
  }));

it("judges at another moment", async () => {
  const { written } = await run(["dry-run", "X01", "--all", "--as-of", "2020-01-01T00:00:00Z", "--format", "json"], {
    "X01_many.tocsin": X01,
  });
  expect(JSON.parse(written)).toMatchObject({ asOf: "2020-01-01T00:00:00.000Z", matched: 0 });
});

it("shows the errors of a rule instead of running it", async () =>
  expect(await run(["dry-run", "X01_a.tocsin"], { "X01_a.tocsin": X01.replace("> 1", "> one") })).toMatchObject({
    code: 3,
    written: expect.stringContaining("unknown name `one`"),
  }));

it("runs tests on both targets", async () => {
  const tested = `${X01}\ntest "one" for X01 {\n  given { user: { event_count: 1 } }\n  expect X01 match\n}\n`;
  const { code, written } = await run(["test"], { "X01_many.tocsin": tested });
  expect(code).toBe(4);
  expect(written).toContain("on TypeScript: no match");
  expect(written).toContain("on SQL: no match");
  expect((await run(["test", "--backend", "sql"], { "X01_many.tocsin": tested })).written).not.toContain(
    "on TypeScript",
  );
});

it("decides on a user", async () => {
  expect(await run(["decide", "anna", "blacklist"])).toEqual({ code: 0, written: "anna: blacklisted\n", noted: "" });
  const { rows } = await database.pool.query("select decision, decided_by from users where name = 'anna'");
  expect(rows).toEqual([{ decision: "blacklist", decided_by: "operator" }]);
  expect(JSON.parse((await run(["decide", "anna", "review", "--format", "json"])).written)).toMatchObject({
    status: "in_review",
  });
});

it("tells what became of a score, and how far scoring again has come", async () => {
  const { store, appId, send } = await runtimeTester(database.pool, { appId: 1 });
  const pack = packOf([{ path: "X01_many.tocsin", text: X01 }]);
  expect((await run(["re-scoring"])).written).toBe("nothing that scores are made of has changed yet\n");
  await send({ userName: "carla" });
  expect(await run(["history", "carla"])).toMatchObject({ code: 0, written: "", noted: "carla was not scored yet\n" });
  await createScoring({ store, pack }).settle();
  await setRuleWeight(store, appId, "X01", 20);
  expect((await run(["re-scoring"])).written).toMatch(/^scoring again since \S+Z \(weights\): begins\n$/);
  await createScoring({ store, pack }).settle();
  expect((await run(["re-scoring"])).written).toMatch(/^3 users were scored again by \S+Z: weights\n$/);
  const { written } = await run(["history", "anna"]);
  expect(written).toMatch(/^when +score +status +cause +pack +rules\n\S+Z +79 +in review +change +\w{8} +X01 20\n/);
  expect(JSON.parse((await run(["history", "carla", "--format", "json"])).written)).toMatchObject({
    kind: "history",
    entries: [{ score: 99, status: "normal", matched: [], pack: pack.fingerprint, why: "event" }],
  });
  expect((await run(["history", "nobody"])).noted).toMatch(/has no user nobody\n$/);
});

it("says whom it does not know", async () => {
  expect(await run(["decide", "nobody", "review"])).toMatchObject({
    code: 1,
    noted: expect.stringMatching(/^tocsin: app .* has no user nobody\n$/),
  });
  expect((await run(["decide", "anna", "review", "--app", "other"])).noted).toMatch(
    /^tocsin: there is no app other; there are: /,
  );
});

it("says that a database cannot be reached", async () => {
  const host = fakeHost({ cwd: "/", env: { DATABASE_URL: "postgresql://u:SECRET@127.0.0.1:9/db" } });
  expect(await runCli(["decide", "anna", "review"], COMMANDS, host, "0.0.0")).toBe(1);
  expect(host.noted()).toContain("127.0.0.1:9");
  expect(host.noted()).not.toContain("SECRET");
});
